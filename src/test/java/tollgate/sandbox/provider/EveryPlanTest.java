package tollgate.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.sandbox.wire.Calls;
import tollgate.schema.JsonTree;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;
import tollgate.schema.check.Problem;
import tollgate.schema.check.Validation;
import tollgate.schema.value.JsonValues;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/**
 * What the real provider 7.45.0 planned for generated configurations of every type, and in what
 * words it refused wrong ones, both recorded beside it. Each recording is a line of JSON.
 */
class EveryPlanTest {
  private static final ProviderBlock PROVIDER =
      new ProviderBlock(
          Optional.of("p-sandbox"),
          Optional.of("us-central1"),
          Optional.of("us-central1-a"),
          Map.of(),
          true,
          false,
          Optional.empty(),
          Optional.empty());

  /** Differences that stand; docs/fidelity.md gives the reasons. */
  private static final Set<String> KNOWN =
      Set.of("google_container_cluster/rich", "google_network_services_wasm_plugin/min");

  private final Planner planner = new Planner(false);

  @Test
  void aNewResourceOfAnyTypeIsPlannedAsTheRealProviderPlannedIt() throws IOException {
    List<String> differing = new ArrayList<>();
    int compared = 0;
    for (JsonNode each : recorded("creates")) {
      String name = each.path("name").asText();
      ResourceSchema type = Schema.google().resource(each.path("type").asText()).orElseThrow();
      Value config = JsonValues.read(type.block(), each.path("config"));
      Calls.Planned planned =
          planner.plan(PROVIDER, type, new Calls.Change(Values.NULL, config, config));
      compared++;
      JsonNode found = PlainPlan.of(type.block(), planned.value());
      if (!planned.problems().isEmpty() || !found.equals(each.path("planned"))) {
        differing.add(name);
      }
    }
    assertThat(compared).isGreaterThan(2 * 1_300);
    assertThat(differing).containsExactlyInAnyOrderElementsOf(KNOWN);
  }

  @Test
  void aWrongValueIsRefusedInTheRealProvidersWords() throws IOException {
    List<String> differing = new ArrayList<>();
    for (JsonNode each : recorded("refusals")) {
      ResourceSchema type = Schema.google().resource(each.path("type").asText()).orElseThrow();
      Value config = JsonValues.read(type.block(), each.path("config"));
      List<String> found =
          new Validation(type, config)
              .problems().stream()
                  .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                  .map(problem -> PlainPlan.sentence(problem.summary(), problem.detail()))
                  .sorted()
                  .toList();
      List<String> wanted = new ArrayList<>();
      each.path("errors").forEach(error -> wanted.add(error.asText()));
      if (!found.equals(wanted)) {
        differing.add("%s: real %s, sandbox %s".formatted(each.path("name"), wanted, found));
      }
    }
    assertThat(differing).isEmpty();
  }

  private static List<JsonNode> recorded(String name) throws IOException {
    String file = "/tollgate/sandbox/every-type-" + name + ".jsonl.gz";
    try (InputStream in = EveryPlanTest.class.getResourceAsStream(file);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      List<JsonNode> all = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all.add(JsonTree.read(line.getBytes(StandardCharsets.UTF_8)));
      }
      return all;
    }
  }
}
