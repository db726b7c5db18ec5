package tollgate.sandbox.behaviour;

import java.util.List;
import tollgate.schema.value.Value;

/** Private connections to Google's services. */
final class Peerings {
  static final List<Behaviour> TABLE =
      List.of(
          Behaviour.of(
              "ranges of which one is unknown are planned one by one, not as a whole",
              "google_service_networking_connection",
              draft -> {
                // The order of ranges does not count; the comparison that sees to that takes an
                // unknown list for an empty one, the same as that of a connection yet to be made.
                Value ranges = draft.written("reserved_peering_ranges");
                boolean none = draft.old("reserved_peering_ranges").isZero();
                if (none && !ranges.isUnknown() && !ranges.whollyKnown()) {
                  draft.set("reserved_peering_ranges", ranges);
                }
              }));

  private Peerings() {}
}
