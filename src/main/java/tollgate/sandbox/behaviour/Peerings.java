package tollgate.sandbox.behaviour;

import java.util.List;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** Private connections to Google's services. */
final class Peerings {
  static final List<Behaviour> TABLE =
      List.of(
          Behaviour.of(
              "ranges that are unknown are planned one by one, and not at all beside a known one",
              "google_service_networking_connection",
              draft -> {
                // The order of ranges does not count; the comparison that sees to that takes an
                // unknown list for an empty one, the same as that of a connection yet to be made.
                Value ranges = draft.written("reserved_peering_ranges");
                boolean none = draft.old("reserved_peering_ranges").isZero();
                if (none && !ranges.isUnknown() && !ranges.whollyKnown()) {
                  boolean all = ranges.items().stream().allMatch(Value::isUnknown);
                  draft.set("reserved_peering_ranges", all ? ranges : Values.NULL);
                }
              }));

  private Peerings() {}
}
