package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.guard.Verdict;

/** The log against what section 3 of the SARIF 2.1.0 standard asks of one. */
class SarifReportTest {
  private static final Sources SOURCES =
      (stack, address) ->
          Optional.of(new Sources.Place("cdktf.out/stacks/" + stack + "/cdk.tf.json", 7));

  /** Draft 4, as OASIS publishes it; the file is in NOTICE. */
  private static final JsonSchema SCHEMA = schema();

  private static JsonSchema schema() {
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
          .getSchema(
              Fixtures.JSON.readTree(Fixtures.DIR.resolve("sarif-2.1.0-rtm.5.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void logs_follow_the_schema_of_the_standard() throws IOException {
    for (Judgement judgement :
        List.of(
            Fixtures.everything().judgement(),
            Fixtures.nothing().judgement(),
            HostilePlanTest.hostile().judgement())) {
      for (Sources sources : List.of(SOURCES, Sources.NONE)) {
        String log =
            SarifReport.of(
                judgement, Gate.rules(), Optional.of("https://forge.example/acme/"), sources);

        assertThat(SCHEMA.validate(Fixtures.JSON.readTree(log))).isEmpty();
      }
    }
  }

  @Test
  void the_schema_would_notice() throws IOException {
    ObjectNode log = (ObjectNode) log(Fixtures.everything().judgement());
    ((ObjectNode) log.at("/runs/0/results/0")).put("level", "fatal").remove("message");

    assertThat(SCHEMA.validate(log)).hasSize(2);
  }

  @Test
  void a_log_has_the_parts_that_the_standard_asks_for() throws IOException {
    JsonNode log = log(Fixtures.everything().judgement());

    assertThat(log.path("version").asText()).isEqualTo("2.1.0");
    assertThat(URI.create(log.path("$schema").asText()).isAbsolute()).isTrue();
    assertThat(log.path("runs")).hasSize(1);
    JsonNode driver = log.at("/runs/0/tool/driver");
    assertThat(driver.path("name").asText()).isEqualTo("tollgate");
    assertThat(driver.path("rules")).hasSameSizeAs(Gate.rules());
    Set<String> ids = new HashSet<>();
    for (JsonNode rule : driver.path("rules")) {
      assertThat(ids.add(rule.path("id").asText())).isTrue();
      assertThat(rule.at("/shortDescription/text").asText()).isNotEmpty();
      assertThat(rule.at("/fullDescription/text").asText()).isNotEmpty();
      assertThat(rule.at("/help/text").asText()).contains("docs/rules.md#");
      assertThat(rule.at("/defaultConfiguration/level").asText()).isIn("error", "warning");
    }
  }

  @Test
  void each_result_names_its_rule_place_and_fingerprint() throws IOException {
    Judgement judgement = Fixtures.everything().judgement();
    JsonNode log = log(judgement);

    JsonNode results = log.at("/runs/0/results");
    assertThat(results).hasSameSizeAs(judgement.verdicts());
    Set<String> prints = new HashSet<>();
    for (JsonNode result : results) {
      JsonNode rule = log.at("/runs/0/tool/driver/rules").path(result.path("ruleIndex").asInt(-1));
      assertThat(rule.path("id")).isEqualTo(result.path("ruleId"));
      assertThat(result.path("level").asText()).isIn("error", "warning");
      assertThat(result.at("/message/text").asText()).contains("Fix: ");
      JsonNode place = result.at("/locations/0/physicalLocation");
      assertThat(URI.create(place.at("/artifactLocation/uri").asText()).isAbsolute()).isFalse();
      assertThat(log.at("/runs/0/originalUriBaseIds"))
          .anySatisfy(base -> assertThat(base.isObject()).isTrue());
      assertThat(place.at("/region/startLine").asInt()).isEqualTo(7);
      JsonNode logical = result.at("/locations/0/logicalLocations/0");
      assertThat(logical.path("fullyQualifiedName").asText()).isNotEmpty();
      prints.add(result.at("/partialFingerprints").path("tollgate/v1").asText());
    }
    assertThat(prints).allMatch(print -> print.matches("[0-9a-f]{32}"));
    assertThat(prints)
        .hasSize(
            (int)
                judgement.verdicts().stream()
                    .map(verdict -> List.of(verdict.rule(), verdict.stack(), verdict.address()))
                    .distinct()
                    .count());
  }

  @Test
  void where_one_result_is_waived_every_result_says_whether_it_is() throws IOException {
    Judgement judgement = Fixtures.everything().judgement();
    assertThat(judgement.verdicts())
        .extracting(Verdict::outcome)
        .contains(Verdict.Outcome.WAIVED, Verdict.Outcome.DENIED);

    for (JsonNode result : log(judgement).at("/runs/0/results")) {
      boolean waived = result.at("/properties/outcome").asText().equals("waived");
      assertThat(result.path("suppressions").isArray()).isTrue();
      assertThat(result.path("suppressions")).hasSize(waived ? 1 : 0);
      if (waived) {
        assertThat(result.at("/suppressions/0/kind").asText()).isEqualTo("external");
        assertThat(result.at("/suppressions/0/justification").asText()).contains("vendor's tool");
        assertThat(result.at("/properties/waiverExpires").asText()).isEqualTo("2027-01-31");
      }
    }
  }

  @Test
  void where_nothing_is_waived_no_result_speaks_of_it() throws IOException {
    Judgement judgement = Fixtures.of(Fixtures.plan("lake")).judgement();

    assertThat(log(judgement).at("/runs/0/results"))
        .isNotEmpty()
        .allSatisfy(result -> assertThat(result.has("suppressions")).isFalse());
  }

  @Test
  void with_a_site_each_rule_links_to_its_part_of_the_page() throws IOException {
    String sarif =
        SarifReport.of(
            Fixtures.nothing().judgement(),
            Gate.rules(),
            Optional.of("https://forge.example/acme/data/blob/HEAD/"),
            Sources.NONE);

    assertThat(sarif)
        .contains(
            "\"helpUri\" : \"https://forge.example/acme/data/blob/HEAD/docs/rules.md#costfilestore\"");
  }

  private static JsonNode log(Judgement judgement) throws IOException {
    return Fixtures.JSON.readTree(
        SarifReport.of(judgement, Gate.rules(), Optional.empty(), SOURCES));
  }
}
