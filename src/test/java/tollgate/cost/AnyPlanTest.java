package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tollgate.Shared;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/** Plans of other Terraform and provider versions than the ones that the stacks use. */
class AnyPlanTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void a_plan_of_terraform_1_0_and_provider_4_has_its_price() throws IOException {
    Estimate estimate = estimate(old());

    Map<String, ResourceEstimate> bills =
        estimate.resources().stream()
            .collect(Collectors.toMap(bill -> bill.address().text(), bill -> bill));
    assertThat(bills)
        .containsOnlyKeys(
            "google_storage_bucket.lake",
            "module.db.google_sql_database_instance.main[0]",
            "google_compute_instance.vm[\"a\"]",
            "google_cloud_run_service.app",
            "aws_instance.box");
    // 730 h x 0.0105 and 10 GiB of HDD x 0.09
    assertThat(floor(bills, "module.db.google_sql_database_instance.main[0]"))
        .isEqualByComparingTo("8.565");
    // 730 h x (0.016752855 and an address for 0.005), 20 GiB x 0.04
    assertThat(floor(bills, "google_compute_instance.vm[\"a\"]"))
        .isEqualByComparingTo("16.67958415");
    assertThat(bill(bills, "google_cloud_run_service.app").coverage()).isEqualTo(Coverage.USAGE);
    assertThat(bill(bills, "aws_instance.box").coverage()).isEqualTo(Coverage.UNCOVERED);
    assertThat(estimate.otherProviders()).isEqualTo(1);
  }

  @Test
  void what_stands_before_a_replacement_is_priced_in_an_old_plan_too() throws IOException {
    CostChange change =
        new Estimator(Configurations.BOOK, Options.DEFAULT)
            .change(List.of(new StackPlan("", Plan.parse(old()))));

    // One idle instance: 2,628,000 s x (0.0000025 and half a GiB of 0.0000025)
    assertThat(change.before().floor()).isEqualByComparingTo("9.855");
  }

  /** What later versions of Terraform and of the provider added to a plan changes no amount. */
  @Test
  void a_recorded_plan_without_the_newer_parts_costs_the_same() throws IOException {
    Optional<Path> shared = Shared.dir();
    Assumptions.assumeTrue(shared.isPresent(), Shared.ABSENT);
    Path cases = shared.orElseThrow().resolve("real-plans/cases");
    List<Path> plans;
    try (Stream<Path> directories = Files.list(cases)) {
      plans = directories.map(each -> each.resolve("plan.json")).filter(Files::exists).toList();
    }
    assertThat(plans).isNotEmpty();
    for (Path file : plans) {
      JsonNode recorded = JSON.readTree(file.toFile());
      ObjectNode older = recorded.deepCopy();
      older.put("format_version", "0.2").put("terraform_version", "1.0.11");
      older.remove(List.of("relevant_attributes", "checks", "timestamp", "errored", "applyable"));
      for (JsonNode resource : older.path("resource_changes")) {
        ObjectNode change = (ObjectNode) resource.path("change");
        change.remove(List.of("replace_paths", "before_sensitive", "after_sensitive"));
        for (String values : List.of("before", "after", "after_unknown")) {
          if (change.path(values) instanceof ObjectNode object) {
            object.remove(List.of("effective_labels", "terraform_labels", "deletion_policy"));
          }
        }
      }

      assertThat(amounts(estimate(older)))
          .as(file.toString())
          .isEqualTo(amounts(estimate(recorded)));
    }
  }

  private static List<String> amounts(Estimate estimate) {
    return estimate.resources().stream()
        .map(
            bill ->
                "%s %s %s %s %s"
                    .formatted(
                        bill.address().text(),
                        bill.coverage(),
                        bill.floor(),
                        bill.usage(),
                        bill.ceiling()))
        .toList();
  }

  private static Estimate estimate(JsonNode plan) {
    return Configurations.estimate(new StackPlan("", Plan.parse(plan)));
  }

  private static JsonNode old() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            AnyPlanTest.class.getResourceAsStream("terraform-1.0-google-4.json"))) {
      return JSON.readTree(stream);
    }
  }

  private static BigDecimal floor(Map<String, ResourceEstimate> bills, String address) {
    return bill(bills, address).floor();
  }

  private static ResourceEstimate bill(Map<String, ResourceEstimate> bills, String address) {
    return Objects.requireNonNull(bills.get(address), address);
  }
}
