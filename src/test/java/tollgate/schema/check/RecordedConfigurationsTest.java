package tollgate.schema.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tollgate.Shared;
import tollgate.schema.JsonTree;
import tollgate.schema.Schema;

/** The recorded configurations, good and bad, against what the real provider said to them. */
class RecordedConfigurationsTest {
  private static final String ENVIRONMENT =
      "the environment may name it where the provider block does not";
  private static final String CREATION =
      "refused at creation only, and synth does not know what stands";
  private static final String KNOWN = "whether an expression is known is for Terraform to say";

  /** What the real provider or Terraform refuses and synth lets through, with the reason. */
  private static final Map<String, String> ONLY_TERRAFORM =
      new TreeMap<>(
          Map.of(
              "explicit-everything/no-project", ENVIRONMENT,
              "explicit-everything/no-region-scheduler", ENVIRONMENT,
              "explicit-everything/no-zone-vm", ENVIRONMENT,
              "provider-aliases-labels/provider-empty-project", ENVIRONMENT,
              "lifecycle-meta/precondition-fails",
                  "a condition is an expression, which Terraform works out",
              "network-private/firewall-no-source", CREATION,
              "network-private/nat-drain-on-create", CREATION,
              "orchestrator-run-sql/for-each-unknown", KNOWN,
              "unknown-names/count-unknown", KNOWN,
              "orchestrator-run-sql/variable-without-value",
                  "values of variables come with the run"));

  private static final Pattern MESSAGE = Pattern.compile("^Error: (.*)$", Pattern.MULTILINE);

  @Test
  void whatTheRealProviderRefusesIsRefusedAtSynth() throws IOException {
    Path cases = recordings().resolve("cases");
    List<Path> bad = files(cases, "/invalid/");
    Map<String, String> passed = new TreeMap<>();
    List<String> otherReason = new ArrayList<>();
    for (Path file : bad) {
      String name = name(cases, file);
      List<String> found = findings(file).stream().map(Finding::what).toList();
      if (found.isEmpty()) {
        passed.put(name, ONLY_TERRAFORM.getOrDefault(name, "no reason is known"));
      } else if (!sameReason(real(file), found)) {
        otherReason.add(name + ": " + real(file) + " but " + found);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "synth refuses %d of %d configurations that terraform refuses; not:%n",
        bad.size() - passed.size(),
        bad.size());
    passed.forEach((name, reason) -> System.out.println("  " + name + ": " + reason));
    assertThat(otherReason).isEmpty();
    assertThat(passed).isEqualTo(ONLY_TERRAFORM);
    assertThat(bad).hasSize(198);
  }

  @Test
  void whatTheRealProviderPlansPasses() throws IOException {
    List<Path> good = files(recordings(), ".tf.json");
    good.removeIf(file -> slashed(file).contains("/invalid/"));
    assertThat(good.size()).isGreaterThan(60);
    for (Path file : good) {
      assertThat(findings(file)).as(file.toString()).isEmpty();
    }
  }

  /** At least one sentence is about what the real message is about. */
  private static boolean sameReason(List<String> real, List<String> found) {
    return real.stream()
            .map(RecordedConfigurationsTest::words)
            .anyMatch(message -> found.stream().anyMatch(what -> words(what).contains(message)))
        // What is said of a key would hold the key.
        || found.stream().anyMatch(what -> what.endsWith("is sensitive and therefore not shown"));
  }

  /** Terraform breaks lines where it likes, and names the members of a cycle in any order. */
  private static String words(String text) {
    return text.startsWith("Cycle: ") ? "Cycle: " : text.replaceAll("\\s+", "");
  }

  private static List<String> real(Path bad) throws IOException {
    Path text = bad.resolveSibling(bad.getFileName().toString().replace(".tf.json", ".txt"));
    List<String> messages = new ArrayList<>();
    Matcher matcher = MESSAGE.matcher(Files.readString(text));
    while (matcher.find()) {
      messages.add(matcher.group(1));
    }
    return messages;
  }

  private static List<Finding> findings(Path file) throws IOException {
    return ConfigurationCheck.of(Schema.google(), JsonTree.read(Files.readAllBytes(file)));
  }

  private static Path recordings() {
    Optional<Path> shared = Shared.dir();
    assumeTrue(shared.isPresent(), Shared.ABSENT);
    return shared.get().resolve("real-plans");
  }

  private static List<Path> files(Path root, String part) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return new ArrayList<>(
          files
              .filter(file -> slashed(file).endsWith(".tf.json") && slashed(file).contains(part))
              .sorted()
              .toList());
    }
  }

  private static String slashed(Path file) {
    return file.toString().replace('\\', '/');
  }

  private static String name(Path cases, Path file) {
    return slashed(cases.relativize(file)).replace("/invalid/", "/").replace(".tf.json", "");
  }
}
