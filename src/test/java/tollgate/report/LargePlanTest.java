package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tollgate.cost.CostChange;
import tollgate.cost.Estimate;
import tollgate.cost.Estimator;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.guard.Policy;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

class LargePlanTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Test
  void two_thousand_resources_are_judged_and_reported_in_three_seconds() {
    ObjectNode document = twoThousand();

    // Processor time: other builds on the same machine are none of this test's business.
    long start = THREADS.getCurrentThreadCpuTime();
    List<StackPlan> plans = List.of(new StackPlan("lake", Plan.parse(document)));
    CostChange cost = Estimator.shipped().change(plans);
    Judgement judgement =
        Gate.judge(plans, cost, Policy.NONE.withBudget(new BigDecimal("280")), Fixtures.TODAY);
    PlanReport report =
        new PlanReport(
            List.of(PlannedStack.of(plans.get(0))),
            cost,
            judgement,
            Optional.empty(),
            List.of(),
            "");
    List<String> reports = new ArrayList<>();
    reports.add(TextReport.PLAIN.plan(report));
    reports.add(JsonReport.plan(report));
    reports.add(MarkdownReport.plan(report));
    reports.add(HtmlReport.of(report));
    reports.add(JunitReport.of(judgement, Gate.rules()));
    reports.add(SarifReport.of(judgement, Gate.rules(), Optional.empty(), Sources.NONE));
    Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);

    assertThat(reports).allMatch(text -> text.contains("google_storage_bucket.b1"));
    assertThat(took).isLessThan(Duration.ofSeconds(3));
    assertThat(cost.after()).extracting(Estimate::floor).isNotNull();
  }

  static ObjectNode twoThousand() {
    ObjectNode plan = Fixtures.JSON.createObjectNode().put("format_version", "1.2");
    ArrayNode changes = plan.putArray("resource_changes");
    for (int i = 0; i < 2000; i++) {
      String type =
          i % 2 == 1
              ? "google_storage_bucket"
              : i % 4 == 0 ? "google_storage_bucket_iam_member" : "google_compute_instance";
      ObjectNode change =
          changes.addObject().put("address", type + ".b" + i).put("mode", "managed");
      change.put("type", type).put("name", "b" + i);
      ObjectNode inner = change.putObject("change");
      inner.putArray("actions").add("delete").add("create");
      ObjectNode before = inner.putObject("before").put("name", "b" + i).put("location", "US");
      before.put("role", "roles/viewer").put("member", "user:ada@acme.example");
      before.put("machine_type", "e2-medium").put("zone", "us-central1-a");
      ObjectNode after = before.deepCopy().put("location", "EU");
      after.putArray("lifecycle_rule").addObject().putObject("condition").put("age", 3);
      inner.set("after", after);
      inner.putObject("after_unknown").put("id", true);
    }
    return plan;
  }
}
