package tollgate.sandbox.behaviour;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tollgate.schema.check.Ranges;
import tollgate.schema.value.Value;

/** What cannot get smaller in place: the provider replaces the resource. */
final class Shrinking {
  static final List<Behaviour> TABLE =
      List.of(
          smaller("google_compute_disk", "size"),
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
              && below(draft.now(attribute), old.value())) {
            draft.forceNew(attribute);
          }
        });
  }

  /** What is not known yet is 0 to the provider. */
  private static boolean below(Value now, BigDecimal old) {
    return now instanceof Value.Numeric number
        ? number.value().compareTo(old) < 0
        : now.isUnknown() && old.signum() > 0;
  }

  private static void range(Draft draft) {
    String old = draft.old("ip_cidr_range").textOrEmpty();
    String now = draft.now("ip_cidr_range").textOrEmpty();
    Optional<Ranges.Range> before = Ranges.parse(old);
    Optional<Ranges.Range> after = Ranges.parse(now);
    if (before.isPresent() && after.isPresent() && !after.get().holds(before.get())) {
      draft.forceNew("ip_cidr_range");
    }
  }
}
