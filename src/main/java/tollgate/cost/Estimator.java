package tollgate.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tollgate.plan.Action;
import tollgate.plan.Address;
import tollgate.plan.ResourceChange;
import tollgate.plan.StackPlan;
import tollgate.schema.Schema;

/**
 * Prices plans. A pure function of the plans, the price book and the options: no clock, no network.
 */
public final class Estimator {

  private final PriceBook book;
  private final Options options;
  private final Defaults defaults = new Defaults(Schema::google);

  public Estimator(PriceBook book, Options options) {
    this.book = book;
    this.options = options;
  }

  /** An estimator with the shipped price book, no declared usage and no free tier. */
  public static Estimator shipped() {
    return new Estimator(PriceBook.shipped(), Options.DEFAULT);
  }

  /** What stands when the plans are applied, all together: what they share is counted once. */
  public Estimate estimate(List<StackPlan> plans) {
    List<Planned> resources = new ArrayList<>();
    for (StackPlan plan : plans) {
      for (ResourceChange change : plan.plan().changes()) {
        // What Terraform forgets stays at Google, and stays on the bill.
        if (change.managed() && change.actions().contains("forget")) {
          resources.add(new Planned(plan, change, change.before(), true, defaults));
        }
        if (change.managed() && change.after().exists()) {
          resources.add(new Planned(plan, change, change.after(), false, defaults));
        }
      }
    }
    return estimate(new Surroundings(resources));
  }

  /** What stands now, from the plans' prior state, and what stands after them. */
  public CostChange change(List<StackPlan> plans) {
    List<Planned> resources = new ArrayList<>();
    for (StackPlan plan : plans) {
      for (ResourceChange change : plan.plan().changes()) {
        if (change.managed() && change.before().exists()) {
          resources.add(new Planned(plan, change, change.before(), true, defaults));
        }
      }
    }
    Estimate before = estimate(new Surroundings(resources));
    Estimate after = estimate(plans);
    return new CostChange(before, after, Labels.of(plans, after), replaced(plans, before, after));
  }

  private static List<CostChange.Replaced> replaced(
      List<StackPlan> plans, Estimate before, Estimate after) {
    Map<String, Totals> was = byPlace(before);
    Map<String, Totals> is = byPlace(after);
    List<CostChange.Replaced> replaced = new ArrayList<>();
    for (StackPlan plan : plans) {
      for (ResourceChange change : plan.plan().changes()) {
        if (change.managed() && change.action() == Action.REPLACE) {
          String place = place(plan.stack(), change.address());
          replaced.add(
              new CostChange.Replaced(
                  plan.stack(),
                  change.address(),
                  was.getOrDefault(place, Totals.ZERO),
                  is.getOrDefault(place, Totals.ZERO)));
        }
      }
    }
    return replaced;
  }

  private static Map<String, Totals> byPlace(Estimate estimate) {
    Map<String, Totals> places = new HashMap<>();
    estimate
        .resources()
        .forEach(
            bill ->
                places.merge(place(bill.stack(), bill.address()), Totals.of(bill), Totals::plus));
    return places;
  }

  static String place(String stack, Address address) {
    return stack + " " + address.text();
  }

  private Estimate estimate(Surroundings all) {
    List<ResourceEstimate> resources = new ArrayList<>();
    for (Planned resource : all.all()) {
      resources.add(estimate(resource, all));
    }
    List<Line> shared = new ArrayList<>(ForwardingRules.shared(all, book));
    List<Line> lines =
        Stream.concat(resources.stream().flatMap(r -> r.lines().stream()), shared.stream())
            .toList();
    if (options.freeTier()) {
      shared.addAll(new FreeTier(book).credits(lines));
    }
    return new Estimate(resources, shared, book.asOf(), oldest(lines));
  }

  private ResourceEstimate estimate(Planned resource, Surroundings all) {
    Bill bill = new Bill(book, key -> declared(resource, key));
    Optional<Meter> meter = Meters.of(resource.type());
    if (meter.isPresent()) {
      meter.get().bill(resource, all, bill);
      return of(resource, bill.coverage(), bill.lines(), bill.reason());
    }
    return TypeTable.shipped()
        .find(resource.type())
        .map(entry -> of(resource, entry.coverage(), List.of(), entry.reason()))
        .orElseGet(
            () ->
                of(
                    resource,
                    Coverage.UNCOVERED,
                    List.of(),
                    "there is no meter for %s, so its cost is not known"
                        .formatted(Notes.quoted(resource.type()))));
  }

  private BigDecimal declared(Planned resource, String key) {
    return options.usage().of(resource.change().address(), resource.type(), key);
  }

  private static ResourceEstimate of(
      Planned resource, Coverage coverage, List<Line> lines, String reason) {
    return new ResourceEstimate(
        resource.stack(), resource.change().address(), resource.type(), coverage, lines, reason);
  }

  private Optional<LocalDate> oldest(List<Line> lines) {
    return lines.stream()
        .flatMap(line -> book.find(line.sku(), line.region()).stream())
        .flatMap(price -> price.asOf().stream())
        .min(Comparator.naturalOrder());
  }
}
