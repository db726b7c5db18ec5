package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tollgate.Shared;
import tollgate.cost.Estimator;
import tollgate.guard.ApprovalRequest;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.guard.Policy;
import tollgate.guard.Verdict;
import tollgate.plan.Address;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/**
 * A frozen table: which rules find what in the plans of the real provider, each with the remark of
 * whoever reviewed it.
 */
class VerdictsOfRealPlansTest {
  private static final Path REMARKS = Fixtures.DIR.resolve("verdict-remarks.txt");
  private static final int NAMED = 3;
  private static final String HEAD =
      """
      # Verdicts on plans of the real provider

      This page is generated: `VerdictsOfRealPlansTest` judges the plans that google 7.45.0 made for
      some two hundred configurations, and `./mvnw test -Dsnapshots=update` writes it anew. The
      remarks are a person's: src/test/resources/report/verdict-remarks.txt holds them, and a verdict
      without one fails the build. So a rule that finds more or less than before shows here, and
      somebody has to say whether that is right.

      The policy of the test: a budget of 280 USD a month, and every Cloud Run service declared to
      run. The plans under `updates` hold only what changes, and no configuration part: there an
      argument that nobody wrote cannot be told from a reference, which a plan from terraform shows.

      """;

  private static final Policy POLICY =
      Policy.NONE
          .withBudget(new BigDecimal("280"))
          .withAlwaysOn(List.of("google_cloud_run_v2_service.*"));

  /** What a person wrote of a verdict in the cases that the pattern takes. */
  private record Remark(String pattern, String verdict, String text) {
    static Remark of(String line) {
      String[] sides = line.split(" = ", 2);
      String[] words = sides[0].split(" ", 2);
      return new Remark(words[0], words[1], sides[1]);
    }

    boolean fits(String name, String what) {
      return verdict.equals(what)
          && (pattern.endsWith("*")
              ? name.startsWith(pattern.substring(0, pattern.length() - 1))
              : name.equals(pattern));
    }
  }

  private static List<Remark> remarks() throws IOException {
    return Files.readAllLines(REMARKS).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Remark::of)
        .toList();
  }

  @Test
  void a_rule_that_finds_more_or_less_than_before_is_noticed_and_every_verdict_has_a_remark()
      throws IOException {
    assumeTrue(Shared.dir().isPresent(), Shared.ABSENT);
    List<Remark> remarks = remarks();
    List<Remark> unused = new ArrayList<>(remarks);
    List<String> unexplained = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    StringBuilder page = new StringBuilder(HEAD);
    for (Path path : plans()) {
      String name =
          path.getName(path.getNameCount() - 3) + "/" + path.getName(path.getNameCount() - 2);
      Plan plan = Plan.parse(Fixtures.JSON.readTree(path.toFile()));
      Map<String, List<String>> found = found(List.of(new StackPlan("", plan)));
      if (found.isEmpty()) {
        silent.add(name);
        continue;
      }
      page.append("## ")
          .append(name)
          .append("\n\n| verdict | times | on | remark |\n|---|---|---|---|\n");
      found.forEach(
          (what, addresses) -> {
            Optional<Remark> remark =
                remarks.stream()
                    .filter(each -> each.fits(name, what))
                    .max(Comparator.comparingInt(each -> each.pattern().length()));
            remark.ifPresent(unused::remove);
            if (remark.isEmpty()) {
              unexplained.add(name + " " + what);
            }
            page.append(
                "| %s | %d | %s | %s |\n"
                    .formatted(
                        what,
                        addresses.size(),
                        named(addresses),
                        remark.map(Remark::text).orElse("")));
          });
      page.append('\n');
    }
    page.append("## Without a verdict\n\n").append(String.join(", ", silent)).append(".\n");

    assertThat(unexplained).as("verdicts without a remark in " + REMARKS).isEmpty();
    assertThat(unused).as("remarks on verdicts that are gone").isEmpty();
    Golden.check(Path.of("docs/verdicts.md"), page.toString());
  }

  private static String named(List<String> addresses) {
    List<String> known = addresses.stream().filter(text -> !text.isEmpty()).toList();
    String some =
        String.join(", ", known.stream().limit(NAMED).map(text -> '`' + text + '`').toList());
    return known.isEmpty()
        ? "the whole"
        : known.size() > NAMED ? some + " and " + (known.size() - NAMED) + " more" : some;
  }

  private static Map<String, List<String>> found(List<StackPlan> plans) {
    Map<String, List<String>> found = new TreeMap<>();
    Judgement judgement = judge(plans);
    for (Verdict verdict : judgement.verdicts()) {
      add(found, verdict.outcome().json() + " " + verdict.rule(), verdict.address());
    }
    for (ApprovalRequest request : judgement.requests()) {
      add(found, "asks for " + request.kind().json(), request.address());
    }
    return found;
  }

  private static void add(Map<String, List<String>> found, String what, Optional<Address> address) {
    found
        .computeIfAbsent(what, key -> new ArrayList<>())
        .add(address.map(Address::text).orElse(""));
  }

  private static Judgement judge(List<StackPlan> plans) {
    return Gate.judge(plans, Estimator.shipped().change(plans), POLICY, Fixtures.TODAY);
  }

  private static List<Path> plans() throws IOException {
    try (Stream<Path> files = Files.walk(Shared.dir().orElseThrow().resolve("real-plans"), 3)) {
      return files.filter(path -> path.endsWith("plan.json")).sorted().toList();
    }
  }
}
