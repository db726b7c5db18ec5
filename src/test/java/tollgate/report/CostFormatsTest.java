package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tollgate.cost.Basis;
import tollgate.cost.CostChange;
import tollgate.cost.Coverage;
import tollgate.cost.Estimate;
import tollgate.cost.Line;
import tollgate.cost.ResourceEstimate;
import tollgate.cost.Totals;
import tollgate.plan.Address;

/** A bill as rows for a spreadsheet, and in Infracost's shape. */
class CostFormatsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void every_line_is_a_row_and_the_rows_add_up_to_the_ceiling() {
    CostChange cost = Fixtures.cost();
    List<String> rows = JsonReport.csv(cost).lines().toList();

    assertThat(rows.get(0)).startsWith("stack,address,type,coverage,basis,what,sku");
    BigDecimal sum =
        rows.stream()
            .skip(1)
            .map(row -> row.replaceAll("\"[^\"]*\"", "").split(",", -1)[11])
            .filter(amount -> !amount.isEmpty())
            .map(BigDecimal::new)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo(cost.after().ceiling());
  }

  @Test
  void a_name_is_no_formula_and_breaks_no_row() {
    String csv =
        JsonReport.csv(
            new CostChange(
                Fixtures.NOTHING,
                new Estimate(
                    List.of(bill("=cmd|' /C calc'!A0,\"x\"\n\u001b[2J", Coverage.UNCOVERED)),
                    List.of(),
                    LocalDate.EPOCH,
                    Optional.empty())));

    assertThat(csv.lines()).hasSize(2);
    assertThat(csv).contains("\"'=cmd|' /C calc'!A0,\"\"x\"\"").doesNotContain("\u001b");
  }

  @Test
  void infracost_totals_are_the_floor_with_the_declared_usage() throws IOException {
    CostChange cost = Fixtures.cost();
    JsonNode document = Fixtures.JSON.readTree(JsonReport.infracost(cost, NOW));

    assertThat(document.path("version").asText()).isEqualTo("0.2");
    assertThat(document.path("currency").asText()).isEqualTo("USD");
    assertThat(decimal(document, "totalMonthlyCost")).isEqualByComparingTo(cost.after().usage());
    assertThat(decimal(document, "pastTotalMonthlyCost"))
        .isEqualByComparingTo(cost.before().usage());
    assertThat(decimal(document, "diffTotalMonthlyCost"))
        .isEqualByComparingTo(cost.after().usage().subtract(cost.before().usage()));
    assertThat(document.path("timeGenerated").asText()).isEqualTo("2026-11-22T12:00:00Z");
  }

  @Test
  void infracost_projects_and_their_resources_add_up_to_the_total() throws IOException {
    JsonNode document = Fixtures.JSON.readTree(JsonReport.infracost(Fixtures.cost(), NOW));
    BigDecimal projects = BigDecimal.ZERO;
    BigDecimal components = BigDecimal.ZERO;
    for (JsonNode project : document.path("projects")) {
      projects = projects.add(decimal(project.path("breakdown"), "totalMonthlyCost"));
      for (JsonNode resource : project.path("breakdown").path("resources")) {
        for (JsonNode component : resource.path("costComponents")) {
          components = components.add(decimal(component, "monthlyCost"));
          assertThat(component.path("priceNotFound").asBoolean(true)).isFalse();
        }
      }
    }

    assertThat(projects).isEqualByComparingTo(decimal(document, "totalMonthlyCost"));
    assertThat(components).isEqualByComparingTo(projects);
  }

  @Test
  void infracost_counts_what_is_not_known_as_unsupported() throws IOException {
    JsonNode summary =
        Fixtures.JSON.readTree(JsonReport.infracost(Fixtures.cost(), NOW)).path("summary");

    assertThat(summary.path("totalUnsupportedResources").asInt()).isEqualTo(1);
    assertThat(summary.path("unsupportedResourceCounts").path("google_strange_thing").asInt())
        .isEqualTo(1);
  }

  @Test
  void a_bill_says_what_a_day_costs_and_what_each_label_and_stack_do() {
    Totals ten = new Totals(BigDecimal.TEN, BigDecimal.TEN, BigDecimal.TEN);
    CostChange cost =
        new CostChange(
            Fixtures.NOTHING,
            Fixtures.cost().after(),
            Map.of("team=data", ten),
            List.of(
                new CostChange.Replaced("lake", new Address("google_compute_disk.x"), ten, ten)));

    assertThat(TextReport.PLAIN.cost(cost, Optional.empty()))
        .contains("Left running: $9.86 a day, $295.70 for 30 days.")
        .contains("By label")
        .contains("team=data")
        .contains("Without the free tier")
        .contains("replaced: google_compute_disk.x, floor $10.00 before and $10.00 after");
  }

  private static BigDecimal decimal(JsonNode node, String key) {
    return new BigDecimal(node.path(key).asText());
  }

  private static ResourceEstimate bill(String address, Coverage coverage) {
    Line line =
        new Line(
            "w", "s", "r", BigDecimal.ONE, "u", BigDecimal.ONE, BigDecimal.ONE, Basis.FLOOR, "");
    return new ResourceEstimate("", new Address(address), "t", coverage, List.of(line), "");
  }
}
