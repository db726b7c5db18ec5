package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stacks.StackInfo;
import tollgate.plan.Plan;
import tollgate.terraform.Terraform.PlanKind;

class DestructionTest {

  private final Workbench bench;

  DestructionTest(@TempDir Path directory) {
    this.bench = new Workbench(directory);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whatDependsOnOtherThingsGoesFirst() {
    List<StackInfo> stacks =
        List.of(bench.stack("lower", "\"l\": {}"), bench.stack("upper", "\"u\": {}", "lower"));
    bench.deployment.apply(bench.planning.plan(stacks, PlanKind.CHANGE));
    bench.heard.clear();
    Destruction destruction = new Destruction(bench.planning, bench.deployment);

    Survey survey = destruction.survey(stacks);
    assertThat(survey.losses())
        .extracting(loss -> loss.address().text())
        .containsExactly("terraform_data.u", "terraform_data.l");
    destruction.destroy(survey);

    assertThat(bench.heard)
        .filteredOn(line -> line.startsWith("delete"))
        .containsExactly("delete terraform_data.u", "delete terraform_data.l");
    assertThat(destruction.survey(stacks).losses()).isEmpty();
  }

  private PlannedStack deleting(StackInfo stack, String type, String name, String before)
      throws JsonProcessingException {
    Plan plan =
        Plan.parse(
            new ObjectMapper()
                .readTree(
                    """
                    {"format_version": "1.2", "resource_changes": [{
                       "address": "%s.%s", "type": "%s", "name": "%s", "mode": "managed",
                       "provider_name": "x",
                       "change": {"actions": ["delete"], "before": %s, "after": null}}]}
                    """
                        .formatted(type, name, type, name, before)));
    return new PlannedStack(stack, Path.of("x.tfplan"), plan, new Digests("", "", ""));
  }

  private static Survey survey(PlannedStack planned) {
    return new Survey(new PlanSet(List.of(planned)));
  }

  @Test
  void protectedObjectsAreFoundInTheState() throws Exception {
    StackInfo stack = bench.configured("lake", "{}");
    assertThat(
            survey(
                    deleting(
                        stack,
                        "google_sql_database_instance",
                        "db",
                        "{\"deletion_protection\": true}"))
                .protectedObjects())
        .singleElement()
        .extracting(Survey.Protected::setting)
        .isEqualTo("deletion_protection");
    assertThat(
            survey(
                    deleting(
                        stack,
                        "google_sql_database_instance",
                        "db",
                        "{\"settings\": [{\"deletion_protection_enabled\": true}]}"))
                .protectedObjects())
        .hasSize(1);
    assertThat(
            survey(
                    deleting(
                        stack, "google_storage_bucket", "b", "{\"deletion_policy\": \"PREVENT\"}"))
                .protectedObjects())
        .hasSize(1);
    assertThat(
            survey(
                    deleting(
                        stack,
                        "google_storage_bucket",
                        "b",
                        "{\"deletion_policy\": \"DELETE\", \"deletion_protection\": false}"))
                .protectedObjects())
        .isEmpty();
  }

  @Test
  void bucketsAndDatabasesHoldDataAndGrantsDoNot() throws Exception {
    StackInfo stack = bench.configured("lake", "{}");
    assertThat(survey(deleting(stack, "google_storage_bucket", "b", "{}")).losesData()).isTrue();
    assertThat(survey(deleting(stack, "google_sql_database", "b", "{}")).losesData()).isTrue();
    assertThat(survey(deleting(stack, "google_bigtable_table", "t", "{}")).losesData()).isTrue();
    assertThat(survey(deleting(stack, "google_project_iam_member", "m", "{}")).losesData())
        .isFalse();
    assertThat(
            survey(
                    deleting(
                        stack, "google_sql_database", "b", "{\"deletion_policy\": \"ABANDON\"}"))
                .losesData())
        .isFalse();
  }

  @Test
  void flagsThatDifferFromTheStateAreAppliedFirst() throws Exception {
    StackInfo stack =
        bench.configured(
            "lake",
            "{\"resource\": {\"google_storage_bucket\": {\"b\": {\"force_destroy\": true}}}}");
    assertThat(
            Destruction.outdatedFlags(
                deleting(stack, "google_storage_bucket", "b", "{\"force_destroy\": false}")))
        .containsExactly("google_storage_bucket.b");
    assertThat(
            Destruction.outdatedFlags(
                deleting(stack, "google_storage_bucket", "b", "{\"force_destroy\": true}")))
        .isEmpty();
  }
}
