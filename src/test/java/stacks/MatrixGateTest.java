package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stacks.Matrix.Combination;
import tollgate.config.OrchestratorAccess;
import tollgate.config.OrchestratorKind;
import tollgate.config.OrchestratorStorage;
import tollgate.cost.CostChange;
import tollgate.cost.Coverage;
import tollgate.cost.Estimate;
import tollgate.cost.Estimator;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;
import tollgate.workflow.Policies;

/** What each combination costs is known, and the gate stops those that it should and no others. */
class MatrixGateTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

  @ParameterizedTest
  @EnumSource
  void theGateStopsWhatIsPublicOrDearAndNothingElse(OrchestratorKind kind) {
    for (Combination combination : Matrix.possible(kind)) {
      List<StackPlan> plans = plans(combination);
      CostChange cost = Estimator.shipped().change(plans);
      Judgement judgement = Gate.judge(plans, cost, Policies.of(combination.settings()), TODAY);
      Set<String> stopping = new TreeSet<>();
      judgement.stopping().forEach(verdict -> stopping.add(verdict.rule()));
      assertThat(stopping).as(combination.toString()).isEqualTo(expected(combination));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everythingIsPricedOrFree(OrchestratorKind kind) {
    for (Combination combination : Matrix.possible(kind)) {
      Estimate estimate = Estimator.shipped().estimate(plans(combination));
      assertThat(estimate.resources())
          .as(combination.toString())
          .noneMatch(resource -> resource.coverage() == Coverage.UNCOVERED);
    }
  }

  private static Set<String> expected(Combination combination) {
    Set<String> rules = new TreeSet<>();
    if (combination.choices().access() == OrchestratorAccess.PUBLIC) {
      rules.add("access/invoker-check-off");
    }
    if (combination.choices().storage() == OrchestratorStorage.FILESTORE) {
      rules.add("cost/filestore");
    }
    return rules;
  }

  private static List<StackPlan> plans(Combination combination) {
    List<StackPlan> plans = new ArrayList<>();
    for (String stack : combination.synthesis().json().keySet()) {
      plans.add(new StackPlan(stack, Plan.ofConfiguration(combination.synthesis().stack(stack))));
    }
    return plans;
  }
}
