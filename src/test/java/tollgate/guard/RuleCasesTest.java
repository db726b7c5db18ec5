package tollgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule against its data folder: src/test/resources/rules/FAMILY/NAME/{bad,good,unknown}. */
class RuleCasesTest {
  private static final Path CASES = Path.of("src/test/resources/rules");

  /** Judged by facts that every plan and estimate has, so that nothing can be unknown. */
  private static final Set<String> NEVER_UNKNOWN =
      Set.of(
          "cost/over-budget",
          "cost/over-increase",
          "cost/over-percent",
          "cost/stack-over-budget",
          "cost/unpriced",
          "cost/no-budget",
          "lifecycle/protected",
          "lifecycle/destroys-data",
          "lifecycle/forgets",
          "lifecycle/incomplete-plan");

  /** Standing there is bad enough, whatever the values are. */
  private static final Set<String> BAD_BY_BEING_THERE =
      Set.of(
          "cost/filestore",
          "cost/vpc-connector",
          "cost/nat",
          "cost/standing-service",
          "cost/load-balancer",
          "cost/cloud-armor",
          "access/authoritative-project-iam",
          "identity/service-account-key",
          "network/plain-http");

  /** An unknown value is as bad as a known one: the secret will be in the state. */
  private static final Set<String> UNKNOWN_IS_BAD = Set.of("identity/secret-in-plain");

  @TestFactory
  Stream<DynamicTest> every_rule_tells_its_bad_case() {
    return each(
        rule -> {
          Judgement judgement = judge(rule, "bad");

          assertThat(judgement.verdicts()).isNotEmpty();
          Verdict verdict = judgement.verdicts().get(0);
          assertThat(verdict.rule()).isEqualTo(rule.id());
          assertThat(verdict.outcome())
              .isEqualTo(
                  rule.severity() == Severity.DENY
                      ? Verdict.Outcome.DENIED
                      : Verdict.Outcome.WARNED);
          assertThat(verdict.message()).endsWith(".").doesNotContain("  ", "%", "null");
          assertThat(judgement.passed()).isEqualTo(rule.severity() == Severity.WARN);
        });
  }

  @TestFactory
  Stream<DynamicTest> every_rule_passes_its_good_case() {
    return each(
        rule -> {
          Judgement judgement = judge(rule, "good");

          assertThat(judgement.verdicts()).isEmpty();
          boolean nothingToCheck =
              BAD_BY_BEING_THERE.contains(rule.id())
                  || rule.id().equals("lifecycle/destroys-data")
                  || rule.id().equals("lifecycle/forgets");
          assertThat(judgement.passedChecks() > 0).isEqualTo(!nothingToCheck);
        });
  }

  @TestFactory
  Stream<DynamicTest> no_rule_is_silent_where_a_value_is_unknown() {
    return each(
        rule -> {
          if (NEVER_UNKNOWN.contains(rule.id())) {
            assertThat(CASES.resolve(rule.id()).resolve("unknown.json")).doesNotExist();
            return;
          }
          Judgement judgement = judge(rule, "unknown");

          assertThat(judgement.verdicts()).as(rule.id()).isNotEmpty();
          boolean bad =
              BAD_BY_BEING_THERE.contains(rule.id()) || UNKNOWN_IS_BAD.contains(rule.id());
          assertThat(judgement.verdicts().get(0).outcome() == Verdict.Outcome.UNKNOWN)
              .isEqualTo(!bad);
        });
  }

  @Test
  void no_case_is_left_of_a_rule_that_is_gone() throws IOException {
    try (Stream<Path> files = Files.walk(CASES)) {
      List<String> ids =
          files
              .filter(Files::isRegularFile)
              .map(file -> CASES.relativize(file))
              .map(file -> file.getName(0) + "/" + file.getName(1))
              .distinct()
              .toList();

      assertThat(ids)
          .containsExactlyInAnyOrderElementsOf(Rules.all().stream().map(Rule::id).toList());
    }
  }

  @Test
  void ids_are_unique_and_every_rule_says_what_why_and_how() {
    assertThat(Rules.all()).extracting(Rule::id).doesNotHaveDuplicates();
    assertThat(Rules.all()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(Rules.all())
        .allSatisfy(
            rule -> {
              assertThat(rule.id())
                  .matches("(cost|access|identity|network|secrets|data|lifecycle)/[a-z-]+");
              assertThat(rule.good()).endsWith(".");
              assertThat(rule.why()).endsWith(".");
              assertThat(rule.fix()).endsWith(".");
              assertThat(rule.source()).isNotBlank();
            });
  }

  @Test
  void ids_of_other_tools_are_ids_that_they_have() throws IOException {
    List<String> known =
        Files.readAllLines(Path.of("src/test/resources/report/ids-of-other-tools.txt"));
    Pattern id = Pattern.compile("CKV2?_GCP_\\d+|GCP-\\d{4}");

    assertThat(Rules.all())
        .allSatisfy(
            rule ->
                assertThat(id.matcher(rule.source()).results().map(MatchResult::group))
                    .isSubsetOf(known));
    assertThat(Rules.all().stream().filter(rule -> id.matcher(rule.source()).find()))
        .hasSizeGreaterThan(20);
  }

  private interface RuleTest {
    void run(Rule rule) throws IOException;
  }

  private static Stream<DynamicTest> each(RuleTest test) {
    return Rules.all().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.id(), () -> test.run(rule)));
  }

  private static Judgement judge(Rule rule, String name) throws IOException {
    Path file = CASES.resolve(rule.id()).resolve(name + ".json");
    assertThat(file).as("the rule's " + name + " case").exists();
    JsonNode json = Cases.read(file);
    return Gate.judge(List.of(rule), Cases.priced(json));
  }
}
