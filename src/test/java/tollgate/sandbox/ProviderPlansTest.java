package tollgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stacks.PlatformSample;
import tollgate.schema.Schema;

/**
 * The sandbox plans the platform as the real provider does, attribute by attribute. {@code
 * src/test/scripts/record-plans} writes down what that plans.
 */
class ProviderPlansTest {
  private static final String RECORD = "src/test/scripts/record-plans PROVIDER";

  /** A built provider; then the recordings are made anew. */
  private static final @Nullable String PROVIDER = System.getProperty("tollgate.provider");

  @TempDir private Path work;

  @ParameterizedTest
  @EnumSource
  void theSandboxPlansThePlatformAsTheRealProviderDid(PlatformSample sample) throws Exception {
    assumeTrue(Terraform.installed(), "terraform is not on the path");
    Map<String, JsonNode> stacks = sample.stacks();
    if (PROVIDER != null) {
      record(sample, stacks);
    }
    ProviderPlans recorded = ProviderPlans.read(sample.recording());
    List<String> stale = new ArrayList<>(recorded.stacks().keySet());
    stale.removeAll(stacks.keySet());
    List<String> differences = new ArrayList<>();
    int matched = 0;
    Options options = Options.standard().withTypes(types(stacks.values()));
    try (Sandbox sandbox = Sandbox.start(work.resolve("store"), options)) {
      for (Map.Entry<String, JsonNode> stack : stacks.entrySet()) {
        PlannedStack planned =
            PlannedStack.plan(
                stack.getValue(), work.resolve(stack.getKey()), sandbox.environment());
        PlannedStack real = recorded.stacks().get(stack.getKey());
        if (real == null) {
          stale.add(stack.getKey());
          continue;
        }
        stale.addAll(changed(stack.getKey(), real, planned));
        PlanComparison comparison = PlanComparison.of(real.asPlan(), planned.asPlan());
        matched += comparison.matched();
        comparison.differences().forEach(each -> differences.add(stack.getKey() + " " + each));
      }
    }
    System.out.printf(
        "%s: %d attributes matched, %d differ%n", sample.slug(), matched, differences.size());
    SoftAssertions.assertSoftly(
        all -> {
          all.assertThat(stale)
              .as("changed since the real provider planned them. To record again:%n  %s", RECORD)
              .isEmpty();
          all.assertThat(differences).isEmpty();
        });
  }

  @Test
  void everyTypeBlockAndArgumentThatAPlatformCanHaveIsInASample() {
    assertThat(PlatformSample.missing())
        .as("a PlatformSample has to have these; then to record it:%n  %s", RECORD)
        .isEmpty();
  }

  private static Set<String> types(Collection<JsonNode> stacks) {
    Set<String> types = new TreeSet<>();
    for (JsonNode stack : stacks) {
      stack.path("resource").fieldNames().forEachRemaining(types::add);
      stack.path("data").fieldNames().forEachRemaining(types::add);
    }
    return types;
  }

  private static List<String> changed(String stack, PlannedStack real, PlannedStack today) {
    Set<String> addresses = new TreeSet<>(real.configurations().keySet());
    addresses.addAll(today.configurations().keySet());
    addresses.removeIf(
        each ->
            real.configurations().getOrDefault(each, "").equals(today.configurations().get(each)));
    return addresses.stream().map(each -> stack + " " + each).toList();
  }

  private void record(PlatformSample sample, Map<String, JsonNode> stacks) throws Exception {
    try (RealProvider provider = new RealProvider(Path.of(PROVIDER))) {
      Map<String, PlannedStack> planned = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> stack : stacks.entrySet()) {
        planned.put(
            stack.getKey(),
            PlannedStack.plan(
                stack.getValue(), work.resolve("real-" + stack.getKey()), provider.environment()));
      }
      provider.mustHaveTheSandboxesSchema(
          work.resolve("real-" + planned.keySet().iterator().next()));
      new ProviderPlans(Schema.google().providerVersion(), planned)
          .write(
              sample.recording(),
              new Terraform(work, Map.of()).version(),
              LocalDate.now(ZoneOffset.UTC).toString(),
              RECORD + ": on an empty state, with no cloud behind it");
    }
  }
}
