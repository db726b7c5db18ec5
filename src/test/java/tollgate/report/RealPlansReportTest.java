package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tollgate.Shared;
import tollgate.cost.CostChange;
import tollgate.cost.Estimate;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.guard.Policy;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

class RealPlansReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Estimate NOTHING =
      new Estimate(List.of(), List.of(), TODAY, Optional.empty());

  @Test
  void every_real_plan_is_judged_and_rendered() throws IOException {
    for (Path path : plans()) {
      StackPlan plan = new StackPlan("stack", Plan.parse(JSON.readTree(path.toFile())));
      CostChange cost = new CostChange(NOTHING, NOTHING);
      Judgement judgement = Gate.judge(List.of(plan), cost, Policy.NONE, TODAY);
      PlanReport report =
          new PlanReport(
              List.of(PlannedStack.of(plan)), cost, judgement, Optional.empty(), List.of(), "");

      assertThat(TextReport.PLAIN.plan(report)).as(path.toString()).startsWith("Plan:");
      JsonNode document = JSON.readTree(JsonReport.plan(report));
      assertThat(document.path("stacks")).as(path.toString()).hasSize(1);
    }
  }

  private static List<Path> plans() throws IOException {
    assumeTrue(Shared.dir().isPresent(), Shared.ABSENT);
    try (Stream<Path> files = Files.walk(Shared.dir().orElseThrow().resolve("real-plans"), 3)) {
      return files.filter(path -> path.endsWith("plan.json")).sorted().toList();
    }
  }
}
