package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/** What a plan does to the bill: by stack, by label, what is replaced, what it costs by the day. */
class CostChangeTest {

  private static final String DISK = "google_compute_disk";

  @Test
  void a_replaced_object_costs_what_it_was_before_and_what_it_becomes_after() {
    CostChange cost = change(disk("a", "'delete', 'create'", 100, 200, "{}"));

    assertThat(cost.replaced())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.address().text()).isEqualTo(DISK + ".a");
              assertThat(one.before().floor()).isEqualByComparingTo("10");
              assertThat(one.after().floor()).isEqualByComparingTo("20");
            });
    assertThat(cost.floorIncrease()).isEqualByComparingTo("10");
  }

  @Test
  void an_object_that_is_changed_in_place_is_not_replaced() {
    assertThat(change(disk("a", "'update'", 100, 200, "{}")).replaced()).isEmpty();
  }

  @Test
  void the_change_of_each_stack_is_its_own_and_together_they_are_the_whole() {
    CostChange cost =
        change(disk("a", "'update'", 100, 200, "{}"), disk("b", "'update'", 100, 50, "{}"));

    assertThat(cost.stacks()).containsOnlyKeys("a", "b");
    BigDecimal sum =
        cost.stacks().values().stream()
            .map(stack -> stack.after().minus(stack.before()).floor())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo(cost.floorIncrease());
  }

  @Test
  void a_stack_that_is_destroyed_still_shows_what_it_saves() {
    StackPlan gone =
        new StackPlan(
            "old",
            Plan.parse(
                Configurations.json(
                    """
                    {'format_version': '1.2', 'resource_changes': [{'address':
                      'google_compute_disk.x', 'mode': 'managed', 'type': 'google_compute_disk',
                      'name': 'x', 'change': {'actions': ['delete'], 'before': {'zone':
                      'us-central1-a', 'type': 'pd-balanced', 'size': 100}, 'after': null}}]}
                    """)));
    CostChange cost = Estimator.shipped().change(List.of(gone));

    CostChange.StackChange stack =
        cost.stacks().getOrDefault("old", new CostChange.StackChange(Totals.ZERO, Totals.ZERO));
    assertThat(stack.before().floor()).isEqualByComparingTo("10");
    assertThat(stack.after().floor()).isZero();
  }

  @Test
  void labels_add_up_what_carries_them() {
    CostChange cost =
        change(
            disk("a", "'create'", 100, 100, "{'team': 'data', 'env': 'dev'}"),
            disk("b", "'create'", 100, 200, "{'team': 'data'}"),
            disk("c", "'create'", 100, 400, "{}"));

    assertThat(cost.labels()).containsOnlyKeys("env=dev", "team=data");
    assertThat(cost.labels().getOrDefault("team=data", Totals.ZERO).floor())
        .isEqualByComparingTo("30");
    assertThat(cost.labels().getOrDefault("env=dev", Totals.ZERO).floor())
        .isEqualByComparingTo("10");
  }

  @Test
  void a_day_is_24_of_730_hours_and_thirty_days_are_not_quite_a_month() {
    Totals month = new Totals(new BigDecimal("730"), BigDecimal.ONE, BigDecimal.TEN);

    assertThat(month.ofDays(1).floor()).isEqualByComparingTo("24");
    assertThat(month.ofDays(30).floor()).isEqualByComparingTo("720");
  }

  @Test
  void objects_of_other_providers_are_counted_apart() {
    Estimate estimate =
        Configurations.estimate(
            Configurations.plan(
                Map.of(
                    "aws_instance", Map.of("a", Configurations.json("{}")),
                    "random_id", Map.of("b", Configurations.json("{}")),
                    "google_memcache_instance", Map.of("c", Configurations.json("{}")))));

    assertThat(estimate.uncovered()).hasSize(2);
    assertThat(estimate.otherProviders()).isEqualTo(1);
  }

  @Test
  void the_free_tier_stands_apart_and_only_when_asked_for() {
    StackPlan plan =
        Configurations.plan("google_secret_manager_secret", "{'replication': {'auto': {}}}");
    StackPlan version = Configurations.plan("google_secret_manager_secret_version", "{}");
    Estimate with =
        new Estimator(Configurations.BOOK, new Options(Usage.NONE, true))
            .estimate(List.of(plan, version));

    assertThat(Configurations.estimate(plan, version).freeTier()).isZero();
    assertThat(with.freeTier()).isEqualByComparingTo("-0.06");
    assertThat(with.floor()).isZero();
  }

  private static CostChange change(StackPlan... plans) {
    return Estimator.shipped().change(List.of(plans));
  }

  private static StackPlan disk(
      String stack, String actions, int before, int after, String labels) {
    String values =
        "{'zone': 'us-central1-a', 'type': 'pd-balanced', 'size': %d, 'effective_labels': %s}";
    return new StackPlan(
        stack,
        Plan.parse(
            Configurations.json(
                """
                {'format_version': '1.2', 'resource_changes': [{'address':
                  'google_compute_disk.%s', 'mode': 'managed', 'type': 'google_compute_disk',
                  'name': '%s', 'change': {'actions': [%s], 'before': %s, 'after': %s}}]}
                """
                    .formatted(
                        stack,
                        stack,
                        actions,
                        values.formatted(before, labels),
                        values.formatted(after, labels)))));
  }
}
