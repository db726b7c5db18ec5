package tollgate.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Memorystore for Redis: the provisioned size, all of it at the price of its capacity tier, which
 * falls as the size grows. Source: cloud.google.com/memorystore/docs/redis/pricing.
 */
final class RedisMeter implements Meter {

  /** The largest instance: cloud.google.com/memorystore/docs/redis/redis-tiers. */
  private static final Amount MOST_GIB = Amount.of(300);

  @Override
  public void bill(Planned redis, Surroundings all, Bill bill) {
    Place place = redis.place("region", "location_id");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    if (redis.isUnknown("read_replicas_mode")
        || redis.text("read_replicas_mode").filter("READ_REPLICAS_ENABLED"::equals).isPresent()) {
      bill.uncovered("the price book has no read replicas of Memorystore");
    }
    Optional<Amount> size =
        redis.amount("memory_size_gb", Optional.empty(), Optional.of(MOST_GIB), bill);
    if (size.isEmpty()) {
      return;
    }
    List<Consumer<Bill>> cases = new ArrayList<>();
    for (String tier : tiers(redis, bill)) {
      cases.add(
          b ->
              b.floor(
                  "Redis %s %s GiB".formatted(tier, size.get().value().toPlainString()),
                  "redis.%s.%s.gib-hour".formatted(tier, capacity(size.get().value())),
                  place.region(),
                  size.get().value().multiply(Month.HOURS),
                  size.get().note()));
    }
    if (cases.size() == 1) {
      cases.get(0).accept(bill);
    } else if (!cases.isEmpty()) {
      bill.costliest("tier is known only after apply: the dearest is counted", cases);
    }
  }

  private static List<String> tiers(Planned redis, Bill bill) {
    if (redis.isUnknown("tier")) {
      return List.of("standard", "basic");
    }
    String written = redis.text("tier").orElse("BASIC");
    return switch (written) {
      case "BASIC" -> List.of("basic");
      case "STANDARD_HA" -> List.of("standard");
      default -> {
        bill.uncovered("the price book has no Redis tier " + Notes.quoted(written));
        yield List.of();
      }
    };
  }

  /** M1 up to 4 GiB, M2 to 10, M3 to 35, M4 to 100, M5 above. */
  static String capacity(BigDecimal gib) {
    int tier = 1;
    for (int upTo : new int[] {4, 10, 35, 100}) {
      tier += gib.compareTo(BigDecimal.valueOf(upTo)) > 0 ? 1 : 0;
    }
    return "m" + tier;
  }
}
