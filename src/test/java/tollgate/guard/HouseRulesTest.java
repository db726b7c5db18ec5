package tollgate.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/new-rule.md, compiled and found as a service. */
class HouseRulesTest {
  private static final String BUCKET =
      "{'resource':{'google_storage_bucket':{'b':{'location':'US','labels':{%s}}}}}";

  @TempDir Path directory = Path.of("");

  @Test
  void the_example_of_the_page_compiles_is_found_and_judges() throws IOException {
    compileExample();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {directory.toUri().toURL()}, HouseRule.class.getClassLoader())) {
      List<Rule> rules = HouseRules.in(ServiceLoader.load(HouseRule.class, loader));

      assertThat(rules).extracting(Rule::id).containsExactly("house/cost-center");
      assertThat(outcomes(rules, "")).containsExactly(Verdict.Outcome.DENIED);
      assertThat(outcomes(rules, "'cost_center':'data'")).isEmpty();
      assertThat(outcomes(rules, "'cost_center':'${google_x.y.z}'"))
          .containsExactly(Verdict.Outcome.UNKNOWN);
    }
  }

  @Test
  void a_rule_of_ones_own_can_be_waived_and_switched_off_like_any_other() throws IOException {
    compileExample();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {directory.toUri().toURL()}, HouseRule.class.getClassLoader())) {
      List<Rule> rules = HouseRules.in(ServiceLoader.load(HouseRule.class, loader));
      Waiver waiver =
          new Waiver("house/cost-center", "*.b", "an old bucket", "ada@acme.example", Cases.TODAY);
      Scene scene =
          new Scene(
              List.of(Cases.stack(Cases.json(BUCKET.formatted("")))),
              Optional.of(Cases.cost("0", "0")),
              Policy.NONE.withWaivers(List.of(waiver)),
              Cases.TODAY);

      assertThat(Gate.judge(rules, scene).passed()).isTrue();
    }
  }

  @Test
  void an_id_that_is_taken_or_none_is_refused() {
    assertThatThrownBy(() -> HouseRules.in(List.of(named("cost/filestore"))))
        .hasMessageContaining("which is another rule's");
    assertThatThrownBy(() -> HouseRules.in(List.of(named("My Rule"))))
        .hasMessageContaining("family/name");
  }

  private static List<Verdict.Outcome> outcomes(List<Rule> rules, String labels)
      throws IOException {
    return Gate.judge(rules, Cases.scene(Cases.json(BUCKET.formatted(labels)))).verdicts().stream()
        .map(Verdict::outcome)
        .toList();
  }

  private void compileExample() throws IOException {
    Matcher code =
        Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/new-rule.md")));
    assertThat(code.find()).isTrue();
    Path source = Files.createDirectories(directory.resolve("rules"));
    Files.writeString(source.resolve("CostCenterLabel.java"), code.group(1));
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString(),
                source.resolve("CostCenterLabel.java").toString());
    assertThat(exit).isZero();
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(HouseRule.class.getName()), "rules.CostCenterLabel\n");
  }

  private static HouseRule named(String id) {
    return new HouseRule() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public Severity severity() {
        return Severity.WARN;
      }

      @Override
      public String good() {
        return "All is well.";
      }

      @Override
      public String why() {
        return "So that it is.";
      }

      @Override
      public String fix() {
        return "Make it so.";
      }

      @Override
      public Answer judge(PlannedResource resource) {
        return Answer.notMine();
      }
    };
  }
}
