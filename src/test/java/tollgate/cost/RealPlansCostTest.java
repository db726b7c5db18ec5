package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tollgate.Shared;
import tollgate.plan.Plan;
import tollgate.plan.ResourceChange;
import tollgate.plan.StackPlan;

/** Plans of the real provider: each resource is priced, free, usage-only or named as unpriced. */
class RealPlansCostTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Everything in these plans whose cost cannot be said, with the beginning of the reason. */
  private static final Map<String, String> NOT_KNOWN = notKnown();

  @Test
  void every_resource_is_priced_free_usage_only_or_named_with_its_reason() throws IOException {
    Map<String, String> uncovered = new TreeMap<>();
    for (Path path : plans("cases")) {
      Plan plan = read(path);
      Estimate estimate = estimate(plan);

      assertThat(estimate.resources()).hasSameSizeAs(managed(plan));
      assertThat(estimate.resources())
          .as(path.toString())
          .allSatisfy(
              resource -> {
                assertThat(resource.reason().isEmpty())
                    .isEqualTo(resource.coverage() == Coverage.PRICED);
                assertThat(resource.floor()).isLessThanOrEqualTo(resource.usage());
                assertThat(resource.usage()).isLessThanOrEqualTo(resource.ceiling());
              });
      estimate
          .uncovered()
          .forEach(r -> uncovered.put(caseOf(path) + " " + r.address(), r.reason()));
    }

    assertThat(uncovered.keySet()).isEqualTo(NOT_KNOWN.keySet());
    uncovered.forEach((name, reason) -> assertThat(reason).as(name).contains(NOT_KNOWN.get(name)));
  }

  @Test
  void every_update_plan_is_estimated_on_both_sides() throws IOException {
    for (Path path : plans("updates")) {
      CostChange change = Estimator.shipped().change(List.of(new StackPlan("", read(path))));

      assertThat(change.before().floor()).as(path.toString()).isNotNegative();
      assertThat(change.after().floor()).as(path.toString()).isNotNegative();
    }
  }

  @Test
  void the_mage_template_costs_what_its_worked_bill_says_but_for_its_load_balancer()
      throws IOException {
    Path mage =
        plans("cases").stream()
            .filter(path -> caseOf(path).equals("mage-gcp-template"))
            .findFirst()
            .orElseThrow();
    Estimate estimate = estimate(read(mage));

    // 373.06 of the worked bill, without the forwarding rule (18.25) and Cloud Armor (7.00), which
    // are in a module that this plan does not hold.
    assertThat(estimate.floor().setScale(2, RoundingMode.HALF_UP))
        .isEqualByComparingTo(new BigDecimal("347.81"));
  }

  @Test
  void each_of_the_first_stacks_types_is_known() throws IOException {
    assumeTrue(Shared.dir().isPresent(), Shared.ABSENT);
    Path types = Shared.dir().orElseThrow().resolve("google-provider/resource-types.txt");
    Set<String> unknown = new TreeSet<>();
    for (String type : Files.readAllLines(types)) {
      if (Meters.of(type).isEmpty() && TypeTable.shipped().find(type).isEmpty()) {
        unknown.add(type);
      }
    }
    assertThat(unknown).isEmpty();
  }

  private static Estimate estimate(Plan plan) {
    return Estimator.shipped().estimate(List.of(new StackPlan("", plan)));
  }

  private static List<ResourceChange> managed(Plan plan) {
    return plan.changes().stream().filter(ResourceChange::managed).toList();
  }

  private static Plan read(Path path) throws IOException {
    return Plan.parse(JSON.readTree(path.toFile()));
  }

  private static String caseOf(Path path) {
    return path.getName(path.getNameCount() - 2).toString();
  }

  private static List<Path> plans(String part) throws IOException {
    assumeTrue(Shared.dir().isPresent(), Shared.ABSENT);
    Path root = Shared.dir().orElseThrow().resolve("real-plans").resolve(part);
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> path.endsWith("plan.json")).sorted().toList();
    }
  }

  private static Map<String, String> notKnown() {
    return Csv.rows("/tollgate/cost/real-plans-not-known.csv", 2).stream()
        .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1), (a, b) -> a, TreeMap::new));
  }
}
