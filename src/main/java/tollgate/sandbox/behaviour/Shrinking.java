package tollgate.sandbox.behaviour;

import java.math.BigDecimal;
import java.util.List;
import tollgate.sandbox.value.Value;

/** What cannot get smaller in place: the provider replaces the resource. */
final class Shrinking {
  static final List<Behaviour> TABLE =
      List.of(
          smaller("google_compute_disk", "size"),
          smaller("google_sql_database_instance", "settings.0.disk_size"),
          smaller("google_vpc_access_connector", "max_instances"),
          smaller("google_vpc_access_connector", "min_instances"),
          Behaviour.of(
              "a range that does not hold the old one replaces the subnetwork",
              "google_compute_subnetwork",
              Shrinking::range));

  private Shrinking() {}

  private static Behaviour smaller(String type, String attribute) {
    return Behaviour.of(
        "a smaller " + attribute + " replaces",
        type,
        draft -> {
          if (draft.old(attribute) instanceof Value.Numeric old
              && draft.now(attribute) instanceof Value.Numeric now
              && now.value().compareTo(old.value()) < 0) {
            draft.forceNew(attribute);
          }
        });
  }

  private static void range(Draft draft) {
    String old = draft.old("ip_cidr_range").textOrEmpty();
    String now = draft.now("ip_cidr_range").textOrEmpty();
    if (!old.isEmpty() && !now.isEmpty() && !old.equals(now) && !holds(now, old)) {
      draft.forceNew("ip_cidr_range");
    }
  }

  /** True when the first IPv4 range contains the second. */
  private static boolean holds(String outer, String inner) {
    try {
      int bits = Integer.parseInt(outer.substring(outer.indexOf('/') + 1));
      int innerBits = Integer.parseInt(inner.substring(inner.indexOf('/') + 1));
      long mask = bits == 0 ? 0 : -1L << (32 - bits);
      return innerBits >= bits && (address(outer) & mask) == (address(inner) & mask);
    } catch (NumberFormatException notARange) {
      return false;
    }
  }

  private static long address(String range) {
    long address = 0;
    for (String part : range.substring(0, range.indexOf('/')).split("\\.", -1)) {
      address = address * 256 + new BigDecimal(part).longValueExact();
    }
    return address & 0xffffffffL;
  }
}
