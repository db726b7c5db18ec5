package tollgate.cost;

import java.util.Locale;
import java.util.Optional;

/**
 * BigQuery reservations: baseline slots all month, autoscaled ones in the ceiling. Source:
 * cloud.google.com/bigquery/pricing, capacity compute.
 */
final class ReservationMeter implements Meter {

  /** The default quota of slots of a project: cloud.google.com/bigquery/quotas. */
  private static final Amount MOST_SLOTS = Amount.of(10_000);

  @Override
  public void bill(Planned reservation, Surroundings all, Bill bill) {
    // The provider's own default.
    String region = reservation.isUnset("location") ? "US" : reservation.place("location").region();
    if (reservation.isUnknown("location")) {
      bill.uncovered("location is known only after apply, and prices differ by region");
      return;
    }
    Optional<String> edition = reservation.text("edition");
    if (edition.isEmpty()) {
      bill.uncovered("edition is not known, and the price depends on it");
      return;
    }
    Optional<Amount> slots =
        reservation.amount("slot_capacity", Optional.empty(), Optional.of(MOST_SLOTS), bill);
    Optional<Amount> more =
        reservation.amount(
            "autoscale.max_slots", Optional.of(Amount.of(0)), Optional.of(MOST_SLOTS), bill);
    if (slots.isEmpty() || more.isEmpty()) {
      return;
    }
    String sku =
        "bigquery.slot.%s.slot-hour"
            .formatted(edition.get().toLowerCase(Locale.ROOT).replace('_', '-'));
    String words = "BigQuery slots " + Notes.shown(edition.get());
    bill.floor(
        words + ", baseline",
        sku,
        region,
        slots.get().value().multiply(Month.HOURS),
        slots.get().note());
    bill.ceiling(
        words + ", autoscaled",
        sku,
        region,
        more.get().value().multiply(Month.HOURS),
        more.get().note());
  }
}
