package tollgate.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/** A frozen table: which rules find what in the plans of the real provider. */
class VerdictsOfRealPlansTest {
  private static final Policy POLICY =
      Policy.NONE
          .withBudget(new BigDecimal("280"))
          .withAlwaysOn(List.of("google_cloud_run_v2_service.*"));

  @Test
  void a_rule_that_finds_more_or_less_than_before_is_noticed() throws IOException {
    assumeTrue(Shared.dir().isPresent(), Shared.ABSENT);
    StringBuilder table = new StringBuilder();
    for (Path path : plans()) {
      table.append(path.getName(path.getNameCount() - 3)).append('/');
      table.append(path.getName(path.getNameCount() - 2)).append('\n');
      Plan plan = Plan.parse(Fixtures.JSON.readTree(path.toFile()));
      found(List.of(new StackPlan("", plan)))
          .forEach((what, times) -> table.append("  %3d %s\n".formatted(times, what)));
    }

    Golden.check(Fixtures.DIR.resolve("verdicts-of-real-plans.txt"), table.toString());
  }

  private static Map<String, Integer> found(List<StackPlan> plans) {
    Map<String, Integer> found = new TreeMap<>();
    Judgement judgement = judge(plans);
    for (Verdict verdict : judgement.verdicts()) {
      found.merge(verdict.outcome().json() + " " + verdict.rule(), 1, Integer::sum);
    }
    for (ApprovalRequest request : judgement.requests()) {
      found.merge("asks for " + request.kind().json(), 1, Integer::sum);
    }
    return found;
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
