package tollgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.cost.CostChange;
import tollgate.plan.StackPlan;

class ApprovalsTest {
  private static final String STANDING =
      "'google_storage_bucket',['no-op'],{'name':'b'},{'name':'b'}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "google_storage_bucket",
        "google_bigquery_dataset",
        "google_bigquery_table",
        "google_sql_database_instance",
        "google_sql_database",
        "google_sql_user",
        "google_compute_instance",
        "google_compute_disk",
        "google_filestore_instance",
        "google_secret_manager_secret"
      })
  void deleting_or_replacing_what_holds_data_is_destructive(String type) throws IOException {
    assertThat(kinds(change("'%s',['delete'],{'name':'a'},null".formatted(type))))
        .containsExactly(Approval.DESTRUCTIVE);
    assertThat(kinds(change("'%s',['create','delete'],{'name':'a'},{'name':'b'}".formatted(type))))
        .containsExactly(Approval.DESTRUCTIVE);
  }

  @Test
  void deleting_what_holds_nothing_is_ordinary() throws IOException {
    assertThat(kinds(change("'google_project_service',['delete'],{'service':'s'},null"))).isEmpty();
    assertThat(kinds(change("'google_compute_firewall',['delete'],{'name':'s'},null"))).isEmpty();
  }

  @Test
  void what_stays_at_google_is_not_destroyed() throws IOException {
    assertThat(
            kinds(
                change(
                    "'google_sql_user',['delete'],{'name':'a','deletion_policy':'ABANDON'},null")))
        .isEmpty();
    assertThat(kinds(change("'google_sql_user',['forget'],{'name':'a'},null"))).isEmpty();
  }

  @Test
  void locking_a_retention_policy_is_destructive_once() throws IOException {
    String locked = "{'retention_policy':[{'is_locked':true}]}";

    assertThat(
            kinds(
                change(
                    "'google_storage_bucket',['update'],{'retention_policy':[{'is_locked':false}]},"
                        + locked)))
        .containsExactly(Approval.DESTRUCTIVE);
    assertThat(kinds(change("'google_storage_bucket',['no-op']," + locked + "," + locked)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "roles/run.invoker, user:ada@acme.example",
    "roles/bigquery.jobUser, serviceAccount:mage@p.iam.gserviceaccount.com",
    "roles/compute.viewer, group:data@acme.example"
  })
  void narrow_grants_of_a_first_deploy_need_no_word(String role, String member) throws IOException {
    assertThat(kinds(change(grant("google_project_iam_member", role, member)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "google_project_iam_member, roles/owner, user:ada@acme.example",
    "google_project_iam_member, roles/storage.admin, serviceAccount:a@p.iam.gserviceaccount.com",
    "google_project_iam_member, roles/iam.serviceAccountTokenCreator, user:ada@acme.example",
    "google_folder_iam_member, roles/resourcemanager.projectIamAdmin, user:ada@acme.example",
    "google_storage_bucket_iam_member, roles/storage.objectViewer, allUsers"
  })
  void public_and_project_wide_power_needs_a_word_from_the_start(
      String type, String role, String member) throws IOException {
    assertThat(kinds(change(grant(type, role, member)))).containsExactly(Approval.ACCESS);
  }

  @Test
  void a_new_person_on_a_platform_that_stands_needs_a_word() throws IOException {
    String iap = "google_iap_web_cloud_run_service_iam_member";
    String role = "roles/iap.httpsResourceAccessor";

    assertThat(kinds(changes(STANDING, grant(iap, role, "user:eve@acme.example"))))
        .containsExactly(Approval.ACCESS);
    assertThat(
            kinds(
                changes(STANDING, grant(iap, role, "serviceAccount:a@p.iam.gserviceaccount.com"))))
        .isEmpty();
    assertThat(
            kinds(
                changes(
                    STANDING,
                    grant(
                        "google_project_iam_member",
                        "roles/run.viewer",
                        "serviceAccount:a@p.iam.gserviceaccount.com"))))
        .containsExactly(Approval.ACCESS);
  }

  @Test
  void the_same_member_in_other_letters_is_nobody_new() throws IOException {
    assertThat(
            kinds(
                change(
                    "'google_project_iam_member',['update'],"
                        + "{'role':'roles/run.viewer','member':'user:Ada@acme.example'},"
                        + "{'role':'roles/run.viewer','member':'user:ada@acme.example'}")))
        .isEmpty();
  }

  @Test
  void opening_a_firewall_needs_a_word_and_closing_it_does_not() throws IOException {
    String closed = "{'source_ranges':['35.235.240.0/20'],'allow':[{'protocol':'tcp'}]}";
    String open =
        "{'source_ranges':['35.235.240.0/20','203.0.113.0/24'],'allow':[{'protocol':'tcp'}]}";

    assertThat(kinds(change("'google_compute_firewall',['update']," + closed + "," + open)))
        .containsExactly(Approval.ACCESS);
    assertThat(kinds(change("'google_compute_firewall',['update']," + open + "," + closed)))
        .isEmpty();
    assertThat(kinds(change("'google_compute_firewall',['create'],null," + closed))).isEmpty();
  }

  /**
   * A deploy that stopped half-way left a stack that stands, with some of its grants still to give.
   */
  @Test
  void what_an_unfinished_deploy_was_told_to_accept_is_not_asked_for_again() throws IOException {
    StackPlan resumed =
        plan(
            STANDING,
            grant("google_storage_bucket_iam_member", "roles/storage.objectViewer", "user:ada@a.b"),
            grant("google_storage_bucket_iam_member", "roles/storage.objectViewer", "allUsers"));
    Set<GivenGrant> given = Gate.grants(List.of(resumed));

    assertThat(given)
        .extracting(GivenGrant::member)
        .as("what is dangerous is asked for each time")
        .containsExactly("user:ada@a.b");
    assertThat(reasons(resumed, Set.of())).hasSize(2);
    assertThat(reasons(resumed, given)).singleElement().asString().contains("allUsers");
  }

  @Test
  void an_unfinished_deploy_excuses_nothing_that_was_not_in_it() throws IOException {
    Set<GivenGrant> given =
        Gate.grants(
            List.of(
                plan(
                    STANDING,
                    grant(
                        "google_storage_bucket_iam_member",
                        "roles/storage.objectViewer",
                        "user:ada@a.b"))));

    for (String other :
        List.of(
            grant("google_storage_bucket_iam_member", "roles/storage.objectViewer", "user:eve@a.b"),
            grant("google_storage_bucket_iam_member", "roles/storage.admin", "user:ada@a.b"),
            grant("google_project_iam_member", "roles/storage.objectViewer", "user:ada@a.b"))) {
      assertThat(reasons(plan(STANDING, other), given)).as(other).hasSize(1);
    }
  }

  @Test
  void leaving_identity_aware_proxy_needs_a_word() throws IOException {
    assertThat(
            kinds(
                change(
                    "'google_cloud_run_v2_service',['update'],{'iap_enabled':true},"
                        + "{'iap_enabled':false}")))
        .containsExactly(Approval.ACCESS);
  }

  @Test
  void a_custom_role_that_gains_permissions_needs_a_word() throws IOException {
    assertThat(
            kinds(
                change(
                    "'google_project_iam_custom_role',['update'],{'permissions':['a.b.get']},"
                        + "{'permissions':['a.b.get','a.b.set']}")))
        .containsExactly(Approval.ACCESS);
  }

  @Test
  void a_first_deploy_inside_its_budget_costs_no_word() throws IOException {
    assertThat(kinds(Cases.cost("0", "279"), Policy.NONE.withBudget(new BigDecimal("280"))))
        .isEmpty();
  }

  @Test
  void a_standing_platform_may_grow_by_a_quarter_of_its_budget_unasked() throws IOException {
    Policy policy = Policy.NONE.withBudget(new BigDecimal("280"));

    assertThat(kinds(Cases.cost("100", "170"), policy)).isEmpty();
    assertThat(kinds(Cases.cost("100", "170.01"), policy)).containsExactly(Approval.COST);
    assertThat(kinds(Cases.cost("200", "100"), policy)).isEmpty();
  }

  /** Half of a first deploy stands; the other half was shown when the whole was agreed to. */
  @Test
  void what_an_unfinished_deploy_was_going_to_cost_is_not_asked_for_again() throws IOException {
    Policy policy = Policy.NONE.withBudget(new BigDecimal("280"));
    CostChange rest = Cases.cost("100", "250");
    String stack = rest.stacks().keySet().iterator().next();

    assertThat(kinds(rest, policy, Agreed.NOTHING)).containsExactly(Approval.COST);
    assertThat(kinds(rest, policy, billed(stack, "250"))).isEmpty();
    assertThat(kinds(rest, policy, billed(stack, "900"))).isEmpty();
    assertThat(kinds(rest, policy, billed(stack, "179.99")))
        .as("what was not in it may grow as usual, and no more")
        .containsExactly(Approval.COST);
    assertThat(kinds(rest, policy, billed(stack, "180"))).isEmpty();
    assertThat(kinds(rest, policy, billed("another", "250"))).containsExactly(Approval.COST);
  }

  private static Agreed billed(String stack, String floor) {
    BigDecimal each = new BigDecimal(floor);
    return new Agreed(Set.of(), Map.of(stack, new tollgate.cost.Totals(each, each, each)));
  }

  private static Set<Approval> kinds(CostChange cost, Policy policy, Agreed agreed)
      throws IOException {
    return Gate.judge(
            List.of(plan(STANDING)),
            cost,
            policy,
            Cases.TODAY,
            new Context(List.of(), Set.of(), agreed))
        .approvals();
  }

  @Test
  void a_limit_of_the_policys_own_counts_from_the_first_deploy() throws IOException {
    Policy policy = Policy.NONE.withIncrease(new BigDecimal("50"));

    assertThat(kinds(Cases.cost("0", "50"), policy)).isEmpty();
    assertThat(kinds(Cases.cost("0", "50.01"), policy)).containsExactly(Approval.COST);
  }

  @Test
  void what_a_waiver_lets_through_still_needs_the_word_of_its_kind() throws IOException {
    Policy policy =
        Policy.NONE.withWaivers(
            List.of(
                new Waiver("cost/filestore", "*", "needed", "ada@acme.example", Cases.TODAY),
                new Waiver("network/ssh-open", "*", "needed", "ada@acme.example", Cases.TODAY)));

    assertThat(
            kinds(
                changes("'google_filestore_instance',['create'],null,{'name':'nfs'}"),
                Cases.cost("0", "0"),
                policy))
        .containsExactly(Approval.COST);
    assertThat(
            kinds(
                changes("'google_filestore_instance',['no-op'],{'name':'nfs'},{'name':'nfs'}"),
                Cases.cost("0", "0"),
                policy))
        .isEmpty();
  }

  private static StackPlan plan(String... changes) throws IOException {
    return Cases.stack(Cases.json(changes(changes)));
  }

  private static List<String> reasons(StackPlan plan, Set<GivenGrant> given) {
    return Gate.judge(
            List.of(plan),
            Cases.cost("0", "0"),
            Policy.NONE,
            Cases.TODAY,
            new Context(List.of(), Set.of(), new Agreed(given, Map.of())))
        .requests()
        .stream()
        .map(ApprovalRequest::reason)
        .toList();
  }

  private static Set<Approval> kinds(CostChange cost, Policy policy) throws IOException {
    return kinds(changes(STANDING), cost, policy);
  }

  private static Set<Approval> kinds(String plan) throws IOException {
    return kinds(plan, Cases.cost("0", "0"), Policy.NONE);
  }

  private static Set<Approval> kinds(String plan, CostChange cost, Policy policy)
      throws IOException {
    return Gate.judge(List.of(Cases.stack(Cases.json(plan))), cost, policy, Cases.TODAY)
        .approvals();
  }

  private static String grant(String type, String role, String member) {
    return "'%s',['create'],null,{'role':'%s','member':'%s'}".formatted(type, role, member);
  }

  private static String change(String change) {
    return changes(change);
  }

  /** Each change is written as {@code 'type',[actions],before,after}. */
  private static String changes(String... changes) {
    StringBuilder json = new StringBuilder("{'format_version':'1.2','resource_changes':[");
    for (int i = 0; i < changes.length; i++) {
      String[] parts = changes[i].split(",(?=\\[)|(?<=\\]),", 3);
      String type = parts[0].replace("'", "");
      String[] sides = sides(parts[2]);
      json.append(i > 0 ? "," : "")
          .append(
              "{'address':'%s.it%d','mode':'managed','type':'%s','name':'it',"
                  .formatted(type, i, type))
          .append(
              "'change':{'actions':%s,'before':%s,'after':%s}}"
                  .formatted(parts[1], sides[0], sides[1]));
    }
    return json.append("]}").toString();
  }

  /** Splits at the comma outside all brackets. */
  private static String[] sides(String both) {
    int depth = 0;
    for (int i = 0; i < both.length(); i++) {
      char c = both.charAt(i);
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      if (c == ',' && depth == 0) {
        return new String[] {both.substring(0, i), both.substring(i + 1)};
      }
    }
    throw new AssertionError("no two sides in " + both);
  }
}
