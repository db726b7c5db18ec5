package tollgate.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tollgate.cost.Basis;
import tollgate.cost.CostChange;
import tollgate.cost.Coverage;
import tollgate.cost.Estimate;
import tollgate.cost.Line;
import tollgate.cost.ResourceEstimate;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.guard.Policy;
import tollgate.guard.Waiver;
import tollgate.plan.Address;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/** Two stacks in which everything happens that a report can show, with fixed prices. */
final class Fixtures {
  static final Path DIR = Path.of("src/test/resources/report");
  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  static final ObjectMapper JSON = new ObjectMapper();
  static final Estimate NOTHING = new Estimate(List.of(), List.of(), TODAY, Optional.empty());

  private Fixtures() {}

  static PlanReport everything() throws IOException {
    List<StackPlan> plans = List.of(plan("lake"), plan("orchestrator"));
    CostChange cost = cost();
    Policy policy =
        Policy.NONE
            .withBudget(new BigDecimal("280"))
            .withAlwaysOn(List.of("google_cloud_run_v2_service.mage"))
            .withWaivers(
                List.of(
                    waiver("identity/secret-in-plain", "google_sql_user.*", "2027-01-31"),
                    waiver("cost/gpu", "google_compute_instance.*", "2027-01-31"),
                    waiver("cost/filestore", "google_filestore_instance.*", "2026-11-21")));
    Judgement judgement = Gate.judge(plans, cost, policy, TODAY);
    return new PlanReport(
        List.of(
            new PlannedStack(
                plans.get(0),
                Optional.of("cdktf.out/stacks/lake/plan.bin"),
                Optional.of("sha256:4f2a")),
            PlannedStack.of(plans.get(1))),
        cost,
        judgement,
        policy.budget(),
        List.of("The sandbox does not prove quotas, names or what Google itself would refuse."),
        "take the cheaper choice or waive the rule, then run `tollgate plan` again");
  }

  static PlanReport nothing() {
    return new PlanReport(
        List.of(),
        new CostChange(NOTHING, NOTHING),
        new Judgement(List.of(), List.of(), List.of(), 0),
        Optional.empty(),
        List.of(),
        "");
  }

  static PlanReport of(StackPlan plan) {
    CostChange cost = new CostChange(NOTHING, NOTHING);
    return new PlanReport(
        List.of(PlannedStack.of(plan)),
        cost,
        Gate.judge(List.of(plan), cost, Policy.NONE, TODAY),
        Optional.empty(),
        List.of(),
        "");
  }

  static StackPlan plan(String name) throws IOException {
    return new StackPlan(name, Plan.parse(JSON.readTree(DIR.resolve(name + ".json").toFile())));
  }

  static StackPlan planOf(JsonNode json) {
    return new StackPlan("hostile", Plan.parse(json));
  }

  static CostChange cost() {
    ResourceEstimate run =
        bill(
            "google_cloud_run_v2_service.mage",
            line("CPU 2 vCPU, always allocated", "5256000", "vCPU-second", "0.000018", Basis.FLOOR),
            line("memory 4 GiB", "10512000", "GiB-second", "0.000002", Basis.FLOOR));
    ResourceEstimate sql =
        bill(
            "google_sql_database_instance.pg",
            line("db-g1-small", "730", "hour", "0.035", Basis.FLOOR),
            line("grown disk", "40", "GiB-month", "0.17", Basis.CEILING));
    ResourceEstimate filestore =
        bill(
            "google_filestore_instance.mage",
            line("BASIC_HDD 1024 GiB", "1024", "GiB-month", "0.16", Basis.FLOOR));
    ResourceEstimate bucket =
        other("lake", "google_storage_bucket.lake", Coverage.USAGE, "billed by what is stored");
    ResourceEstimate member =
        other(
            "orchestrator",
            "google_cloud_run_v2_service_iam_member.ada",
            Coverage.FREE,
            "a grant costs nothing");
    ResourceEstimate strange =
        other("lake", "google_strange_thing.it", Coverage.UNCOVERED, "there is no meter for it");
    Line credit =
        new Line(
            "free tier",
            "free/run",
            "global",
            BigDecimal.ONE,
            "month",
            new BigDecimal("-5.22"),
            new BigDecimal("-5.22"),
            Basis.FLOOR,
            "");
    return new CostChange(
        new Estimate(List.of(run, sql), List.of(), TODAY, Optional.empty()),
        new Estimate(
            List.of(bucket, strange, run, sql, filestore, member),
            List.of(credit),
            TODAY,
            Optional.of(LocalDate.of(2024, 4, 4))));
  }

  static ResourceEstimate bill(String address, Line... lines) {
    return new ResourceEstimate(
        "orchestrator",
        new Address(address),
        address.substring(0, address.indexOf('.')),
        Coverage.PRICED,
        List.of(lines),
        "");
  }

  private static ResourceEstimate other(
      String stack, String address, Coverage coverage, String reason) {
    return new ResourceEstimate(
        stack,
        new Address(address),
        address.substring(0, address.indexOf('.')),
        coverage,
        List.of(),
        reason);
  }

  private static Line line(String what, String quantity, String unit, String price, Basis basis) {
    BigDecimal many = new BigDecimal(quantity);
    BigDecimal each = new BigDecimal(price);
    return new Line(
        what, "sku/" + unit, "us-central1", many, unit, each, many.multiply(each), basis, "");
  }

  private static Waiver waiver(String rule, String address, String expires) {
    return new Waiver(
        rule,
        address,
        "the vendor's tool cannot do otherwise yet",
        "ada@acme.example",
        LocalDate.parse(expires));
  }
}
