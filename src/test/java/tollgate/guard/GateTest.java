package tollgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tollgate.cost.CostChange;
import tollgate.plan.Address;
import tollgate.plan.StackPlan;

class GateTest {
  private static final Policy BUDGET = Policy.NONE.withBudget(new BigDecimal("280"));
  private static final String ALWAYS_ON =
      "{'resource':{'google_cloud_run_v2_service':{'mage':{'template':{'scaling':"
          + "{'min_instance_count':1,'max_instance_count':1},'service_account':'a@p','containers':"
          + "[{'resources':{'cpu_idle':false}}]}}}},"
          + "'tollgate':{'prices':{'google_cloud_run_v2_service.mage':'115.632'}}}";

  @Test
  void a_filestore_instance_is_denied_with_its_price_and_the_cheaper_choice() throws IOException {
    String filestore =
        "{'resource':{'google_filestore_instance':{'nfs':{'tier':'BASIC_HDD'}}},"
            + "'tollgate':{'prices':{'google_filestore_instance.nfs':'163.84'}}}";

    Judgement judgement = judge(filestore, BUDGET);

    assertThat(judgement.passed()).isFalse();
    Verdict denied = judgement.stopping().get(0);
    assertThat(denied.rule()).isEqualTo("cost/filestore");
    assertThat(denied.address()).contains(new Address("google_filestore_instance.nfs"));
    assertThat(denied.message()).contains("$163.84 a month in us-central1");
    assertThat(denied.fix()).contains("orchestrator.storage: gcs");
  }

  @Test
  void an_undeclared_always_on_service_is_denied() throws IOException {
    assertThat(only("cost/cloud-run-always-on", judge(ALWAYS_ON, BUDGET)).outcome())
        .isEqualTo(Verdict.Outcome.DENIED);
  }

  @Test
  void a_declared_always_on_service_inside_its_budget_is_a_warning_with_its_price()
      throws IOException {
    Verdict verdict =
        only(
            "cost/cloud-run-always-on",
            judge(ALWAYS_ON, BUDGET.withAlwaysOn(List.of("google_cloud_run_v2_service.*"))));

    assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.WARNED);
    assertThat(verdict.message()).contains("$115.63 a month");
  }

  @Test
  void a_declared_always_on_service_without_a_budget_or_over_it_is_denied() throws IOException {
    Policy declared = Policy.NONE.withAlwaysOn(List.of("google_cloud_run_v2_service.*"));

    assertThat(only("cost/cloud-run-always-on", judge(ALWAYS_ON, declared)).outcome())
        .isEqualTo(Verdict.Outcome.DENIED);
    assertThat(
            only(
                    "cost/cloud-run-always-on",
                    judge(ALWAYS_ON, declared.withBudget(new BigDecimal("100"))))
                .outcome())
        .isEqualTo(Verdict.Outcome.DENIED);
  }

  @Test
  void the_fix_of_an_always_on_service_says_what_is_true_of_it() throws IOException {
    Policy declared = BUDGET.withAlwaysOn(List.of("google_cloud_run_v2_service.*"));

    assertThat(only("cost/cloud-run-always-on", judge(ALWAYS_ON, BUDGET)).fix())
        .contains("is declared with");
    assertThat(only("cost/cloud-run-always-on", judge(ALWAYS_ON, declared)).fix())
        .startsWith("Nothing, while it must run");
    assertThat(
            only(
                    "cost/cloud-run-always-on",
                    judge(ALWAYS_ON, declared.withBudget(new BigDecimal("100"))))
                .fix())
        .startsWith("Raise budget.monthly");
  }

  @Test
  void a_fix_names_the_key_of_the_settings_where_the_resource_comes_from_them() throws IOException {
    StackPlan lake =
        Cases.stack(
            Cases.json("{'resource':{'google_bigquery_dataset':{'it':{'dataset_id':'d'}}}}"));
    CostChange cost = Cases.cost("0", "0");

    assertThat(
            only(
                    "data/dataset-expiration",
                    Gate.judge(List.of(lake), cost, BUDGET, Cases.TODAY, Context.NONE))
                .fix())
        .contains("default_table_expiration_ms");
    assertThat(
            only(
                    "data/dataset-expiration",
                    Gate.judge(
                        List.of(lake),
                        cost,
                        BUDGET,
                        Cases.TODAY,
                        new Context(List.of(), Set.of("lake"), Agreed.NOTHING)))
                .fix())
        .contains("expire_days", "lake.datasets", "tollgate.yaml")
        .doesNotContain("_ms");
  }

  @Test
  void a_missing_budget_at_google_is_told_whether_a_plan_changes_something_or_not()
      throws IOException {
    StackPlan plan = Cases.stack(Cases.json("{'resource':{'google_storage_bucket':{'it':{}}}}"));
    StackPlan foundation =
        Cases.stack(
            Cases.json(
                "{'format_version':'1.2','resource_changes':[{'address':'google_billing_budget.b',"
                    + "'mode':'managed','type':'google_billing_budget','name':'b','change':"
                    + "{'actions':['no-op'],'before':{},'after':{},'after_unknown':{}}}]}"));

    assertThat(
            only(
                    "cost/no-budget",
                    Gate.judge(List.of(plan), Cases.cost("5", "5"), BUDGET, Cases.TODAY))
                .outcome())
        .isEqualTo(Verdict.Outcome.WARNED);
    assertThat(
            Gate.judge(
                    List.of(plan),
                    Cases.cost("5", "5"),
                    BUDGET,
                    Cases.TODAY,
                    new Context(List.of(foundation), Set.of(), Agreed.NOTHING))
                .verdicts())
        .extracting(Verdict::rule)
        .doesNotContain("cost/no-budget");
  }

  @Test
  void a_platform_over_its_budget_may_still_be_changed_when_that_raises_nothing()
      throws IOException {
    StackPlan plan = Cases.stack(Cases.json("{'resource':{'google_storage_bucket':{'it':{}}}}"));

    assertThat(overBudget(plan, Cases.cost("300", "301"))).isEqualTo(Verdict.Outcome.DENIED);
    assertThat(overBudget(plan, Cases.cost("300", "300"))).isEqualTo(Verdict.Outcome.WARNED);
    assertThat(overBudget(plan, Cases.cost("400", "300"))).isEqualTo(Verdict.Outcome.WARNED);
  }

  @Test
  void a_configuration_is_judged_without_prices() throws IOException {
    StackPlan stack =
        Cases.stack(
            Cases.json(
                "{'resource':{'google_filestore_instance':{'nfs':{}},"
                    + "'google_sql_database_instance':{'pg':{'settings':{'tier':'${x.y}'}}}}}"));

    Judgement judgement = Gate.judgeSynthesized(List.of(stack), BUDGET, Cases.TODAY, Context.NONE);

    assertThat(judgement.stopping()).extracting(Verdict::rule).contains("cost/filestore");
    assertThat(judgement.verdicts())
        .extracting(Verdict::rule)
        .doesNotContain("cost/over-budget", "cost/unpriced");
  }

  @Test
  void what_only_a_plan_can_tell_stops_no_configuration() throws IOException {
    StackPlan stack =
        Cases.stack(
            Cases.json(
                "{'resource':{'google_compute_instance':{'vm':{'machine_type':'${a.b.c}',"
                    + "'scheduling':{'max_run_duration':{'seconds':3600}}}}}}"));

    Judgement judgement =
        Gate.judgeSynthesized(List.of(stack), Policy.NONE, Cases.TODAY, Context.NONE);

    assertThat(only("cost/gpu", judgement).outcome()).isEqualTo(Verdict.Outcome.UNKNOWN);
    assertThat(judgement.passed()).isTrue();
  }

  @Test
  void an_unknown_value_stops_a_plan_where_the_rule_denies() throws IOException {
    StackPlan plan =
        Cases.stack(
            Cases.json(
                "{'format_version':'1.2','resource_changes':[{'address':'google_compute_instance.vm',"
                    + "'mode':'managed','type':'google_compute_instance','name':'vm','change':"
                    + "{'actions':['create'],'before':null,'after':{},"
                    + "'after_unknown':{'machine_type':true}}}]}"));

    Judgement judgement = Gate.judge(List.of(plan), Cases.cost("0", "0"), Policy.NONE, Cases.TODAY);

    assertThat(only("cost/large-machine", judgement).stops()).isTrue();
  }

  @Test
  void what_nobody_wrote_is_judged_by_googles_default_and_not_as_unknown() throws IOException {
    String plan =
        "{'format_version':'1.2','resource_changes':[{'address':'google_compute_instance.vm',"
            + "'mode':'managed','type':'google_compute_instance','name':'vm','change':"
            + "{'actions':['create'],'before':null,'after':{'machine_type':'e2-medium'},"
            + "'after_unknown':{'guest_accelerator':true}}}],'configuration':{'root_module':"
            + "{'resources':[{'address':'google_compute_instance.vm','expressions':%s}]}}}";

    assertThat(rules(plan.formatted("{'machine_type':{'constant_value':'e2-medium'}}")))
        .doesNotContain("cost/gpu");
    assertThat(rules(plan.formatted("{'guest_accelerator':{'references':['local.gpus']}}")))
        .contains("cost/gpu");
  }

  @Test
  void the_same_plans_give_the_same_judgement() throws IOException {
    assertThat(judge(ALWAYS_ON, BUDGET)).isEqualTo(judge(ALWAYS_ON, BUDGET));
  }

  private static List<String> rules(String plan) throws IOException {
    return Gate.judge(
            List.of(Cases.stack(Cases.json(plan))), Cases.cost("0", "0"), Policy.NONE, Cases.TODAY)
        .verdicts()
        .stream()
        .map(Verdict::rule)
        .toList();
  }

  private static Judgement judge(String json, Policy policy) throws IOException {
    return Gate.judge(
        List.of(Cases.stack(Cases.json(json))), Cases.cost(Cases.json(json)), policy, Cases.TODAY);
  }

  private static Verdict.Outcome overBudget(StackPlan plan, CostChange cost) {
    return only("cost/over-budget", Gate.judge(List.of(plan), cost, BUDGET, Cases.TODAY)).outcome();
  }

  private static Verdict only(String rule, Judgement judgement) {
    return judgement.verdicts().stream()
        .filter(verdict -> verdict.rule().equals(rule))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no verdict of " + rule));
  }
}
