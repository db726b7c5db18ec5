package tollgate.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tollgate.plan.StackPlan;

class WaiversTest {
  private static final LocalDate TODAY = Cases.TODAY;
  private static final String FILESTORE =
      "{'resource':{'google_filestore_instance':{'nfs':{},'other':{}}}}";

  @Test
  void a_waiver_lets_its_rule_through_for_its_address_only() throws IOException {
    Judgement judgement = judge(FILESTORE, waiver("cost/filestore", "*.nfs", TODAY));

    assertThat(judgement.verdicts())
        .extracting(verdict -> verdict.address().orElseThrow().text(), Verdict::outcome)
        .contains(
            tuple("google_filestore_instance.nfs", Verdict.Outcome.WAIVED),
            tuple("google_filestore_instance.other", Verdict.Outcome.DENIED));
    assertThat(judgement.passed()).isFalse();
    assertThat(judgement.waivers().get(0).state()).isEqualTo(Waiver.State.USED);
  }

  @Test
  void a_waiver_counts_on_its_last_day() throws IOException {
    assertThat(judge(FILESTORE, waiver("cost/filestore", "*", TODAY)).passed()).isTrue();
  }

  @Test
  void an_expired_waiver_counts_no_more_and_is_reported() throws IOException {
    Judgement judgement = judge(FILESTORE, waiver("cost/filestore", "*", TODAY.minusDays(1)));

    assertThat(judgement.passed()).isFalse();
    assertThat(judgement.waivers().get(0).state()).isEqualTo(Waiver.State.EXPIRED);
  }

  @Test
  void a_waiver_that_nothing_needs_is_reported() throws IOException {
    Judgement judgement =
        judge(FILESTORE, waiver("cost/nat", "*", TODAY), waiver("cost/filestore", "*", TODAY));

    assertThat(judgement.waivers())
        .extracting(Judgement.WaiverUse::state)
        .containsExactly(Waiver.State.UNUSED, Waiver.State.USED);
  }

  @Test
  void what_cannot_be_waived_stays_denied() throws IOException {
    String key = "{'resource':{'google_service_account_key':{'k':{'service_account_id':'a'}}}}";

    Judgement judgement = judge(key, waiver("identity/service-account-key", "*", TODAY));

    assertThat(judgement.passed()).isFalse();
    assertThat(judgement.waivers().get(0).state()).isEqualTo(Waiver.State.UNUSED);
  }

  @Test
  void a_waived_verdict_carries_the_reason() throws IOException {
    Verdict verdict = judge(FILESTORE, waiver("cost/filestore", "*", TODAY)).verdicts().get(0);

    assertThat(verdict.waiver()).contains("the vendor needs it");
    assertThat(verdict.severity()).isEqualTo(Severity.DENY);
  }

  @Test
  void a_policy_may_lower_raise_or_switch_off_a_rule() throws IOException {
    StackPlan plan = Cases.stack(Cases.json(FILESTORE));
    String bucket = "{'resource':{'google_storage_bucket':{'b':{'location':'US'}}}}";

    assertThat(
            judge(plan, Policy.NONE.withLevels(Map.of("cost/filestore", Policy.Level.WARN)))
                .passed())
        .isTrue();
    assertThat(
            judge(plan, Policy.NONE.withLevels(Map.of("cost/filestore", Policy.Level.OFF)))
                .verdicts())
        .isEmpty();
    assertThat(
            judge(
                    Cases.stack(Cases.json(bucket)),
                    Policy.NONE.withLevels(Map.of("data/bucket-lifecycle", Policy.Level.DENY)))
                .passed())
        .isFalse();
  }

  @Test
  void no_policy_lowers_a_rule_that_cannot_be_waived() throws IOException {
    String key = "{'resource':{'google_service_account_key':{'k':{'service_account_id':'a'}}}}";
    Policy policy =
        Policy.NONE.withLevels(Map.of("identity/service-account-key", Policy.Level.OFF));

    assertThat(judge(Cases.stack(Cases.json(key)), policy).passed()).isFalse();
    assertThat(Gate.problems(policy, TODAY))
        .extracting(PolicyProblem::message)
        .containsExactly(
            "The rule identity/service-account-key always denies; take it out of the policy.");
  }

  @Test
  void problems_of_a_policy_are_named_all_at_once() {
    Policy policy =
        Policy.NONE
            .withWaivers(
                List.of(
                    waiver("cost/filstore", "*", TODAY),
                    waiver("cost/over-budget", "*", TODAY),
                    waiver("cost/nat", "*", TODAY.plusDays(400))))
            .withLevels(Map.of("something/else-altogether", Policy.Level.WARN));

    assertThat(Gate.problems(policy, TODAY))
        .satisfiesExactly(
            one -> assertThat(one.message()).contains("did you mean cost/filestore?"),
            two ->
                assertThat(two.message()).contains("cannot be waived").contains("budget.monthly"),
            three -> assertThat(three.message()).contains("the longest is 2027-11-23"),
            four ->
                assertThat(four.message())
                    .contains("which is no rule")
                    .contains("`tollgate rules`"));
    assertThat(Gate.problems(Policy.NONE, TODAY)).isEmpty();
  }

  private static Waiver waiver(String rule, String address, LocalDate expires) {
    return new Waiver(rule, address, "the vendor needs it", "ada@acme.example", expires);
  }

  private static Judgement judge(String json, Waiver... waivers) throws IOException {
    return judge(Cases.stack(Cases.json(json)), Policy.NONE.withWaivers(List.of(waivers)));
  }

  private static Judgement judge(StackPlan plan, Policy policy) {
    return Gate.judge(
        Rules.all(), new Scene(List.of(plan), Optional.of(Cases.cost("0", "0")), policy, TODAY));
  }
}
