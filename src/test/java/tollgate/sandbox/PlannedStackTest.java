package tollgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording tells when it is out of date and when a plan differs from it. */
class PlannedStackTest {
  private static final String STACK =
      """
      {"provider": {"google": [{"project": "acme"}]},
       "resource": {"google_pubsub_topic": {"rides": {
         "//": {"metadata": {"path": "%s"}}, "name": "rides", "labels": {"a": "%s", "b": "2"}}}}}
      """;
  private static final String PLANNED =
      """
      {"after": {"name": "rides", "labels": {"a": "%s"}}, "unknown": {"id": true}, "sensitive": {}}
      """;

  @Test
  void aChangedArgumentChangesTheDigestOfItsResource() throws IOException {
    Map<String, String> before = PlannedStack.configurations(stack("there", "1"));
    Map<String, String> after = PlannedStack.configurations(stack("there", "9"));
    assertThat(after).containsOnlyKeys("provider.google", "google_pubsub_topic.rides");
    assertThat(after.get("provider.google")).isEqualTo(before.get("provider.google"));
    assertThat(after.get("google_pubsub_topic.rides"))
        .isNotEqualTo(before.get("google_pubsub_topic.rides"));
  }

  @Test
  void whereItIsWrittenInJavaDoesNotChangeIt() throws IOException {
    assertThat(PlannedStack.configurations(stack("elsewhere", "1")))
        .isEqualTo(PlannedStack.configurations(stack("there", "1")));
  }

  @Test
  void aDifferingValueAndAMissingUnknownAreTold() throws IOException {
    PlanComparison value = PlanComparison.of(planned("1").asPlan(), planned("2").asPlan());
    assertThat(value.differences())
        .containsExactly("google_pubsub_topic.rides .labels: real {a=\"1\"}, sandbox {a=\"2\"}");
    JsonNode known =
        Objects.requireNonNull(planned("1").resources().get("google_pubsub_topic.rides"))
            .deepCopy();
    ((ObjectNode) known.path("unknown")).removeAll();
    PlannedStack knowing = new PlannedStack(Map.of(), Map.of("google_pubsub_topic.rides", known));
    assertThat(PlanComparison.of(planned("1").asPlan(), knowing.asPlan()).differences())
        .containsExactly("google_pubsub_topic.rides .id: real (unknown), sandbox (none)");
  }

  @Test
  void aRecordingIsReadAsItWasWritten(@TempDir Path directory) throws IOException {
    PlannedStack planned =
        new PlannedStack(
            PlannedStack.configurations(stack("there", "1")), planned("1").resources());
    ProviderPlans plans = new ProviderPlans("7.45.0", Map.of("lake", planned));
    Path file = directory.resolve("plans.json");
    plans.write(file, "1.11.4", "2026-11-23", "by hand");
    PlannedStack read = Objects.requireNonNull(ProviderPlans.read(file).stacks().get("lake"));
    assertThat(read.configurations()).isEqualTo(planned.configurations());
    assertThat(PlanComparison.of(planned.asPlan(), read.asPlan()).differences()).isEmpty();
  }

  private static JsonNode stack(String path, String label) throws IOException {
    return new ObjectMapper().readTree(STACK.formatted(path, label));
  }

  private static PlannedStack planned(String label) throws IOException {
    return new PlannedStack(
        Map.of(),
        Map.of("google_pubsub_topic.rides", new ObjectMapper().readTree(PLANNED.formatted(label))));
  }
}
