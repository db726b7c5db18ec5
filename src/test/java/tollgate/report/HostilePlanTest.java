package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tollgate.cost.CostChange;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.guard.Policy;
import tollgate.plan.StackPlan;
import tollgate.text.Characters;

/** Names and values that try to colour, move, hide or reorder what a reviewer sees. */
class HostilePlanTest {
  private static final String EVIL =
      "x\u001b[2J\u001b]0;pwned\u0007\n\r\u202Egnp\u009b31m\u2066`|<b>";

  @Test
  void no_control_character_of_a_plan_reaches_any_report() {
    PlanReport report = hostile();

    assertHarmless(TextReport.PLAIN.plan(report));
    assertHarmless(TextReport.PLAIN.guard(report.judgement()));
    assertHarmless(TextReport.PLAIN.cost(report.cost(), Optional.empty()));
    assertHarmless(JsonReport.plan(report));
    assertHarmless(JsonReport.guard(report.judgement()));
    assertHarmless(MarkdownReport.plan(report));
    assertHarmless(HtmlReport.of(report));
  }

  @Test
  void the_json_document_still_holds_the_name_as_it_is() throws IOException {
    JsonNode document = Fixtures.JSON.readTree(JsonReport.plan(hostile()));

    assertThat(document.at("/stacks/0/changes/0/address").asText())
        .isEqualTo("google_storage_bucket." + EVIL);
  }

  private static void assertHarmless(String text) {
    assertThat(text.codePoints().filter(point -> point != '\n')).allMatch(Characters::readable);
    assertThat(text.lines()).noneMatch(line -> line.startsWith("pwned"));
  }

  static PlanReport hostile() {
    return hostile(EVIL);
  }

  /** A plan in which every name and value is this text. */
  static PlanReport hostile(String evil) {
    ObjectNode json = Fixtures.JSON.createObjectNode().put("format_version", "1.2");
    ArrayNode changes = json.putArray("resource_changes");
    change(changes, evil, "google_storage_bucket", "delete", "create");
    change(changes, evil, "google_storage_bucket_iam_member", "create");
    change(changes, evil, "google_" + evil, "update");
    StackPlan plan = new StackPlan(evil, Fixtures.planOf(json).plan());
    CostChange cost = new CostChange(Fixtures.NOTHING, Fixtures.NOTHING);
    Judgement judgement = Gate.judge(List.of(plan), cost, Policy.NONE, Fixtures.TODAY);
    return new PlanReport(
        List.of(new PlannedStack(plan, Optional.of(evil), Optional.of(evil))),
        cost,
        judgement,
        Optional.empty(),
        List.of(evil),
        evil);
  }

  private static void change(ArrayNode changes, String evil, String type, String... actions) {
    ObjectNode change = changes.addObject().put("address", type + "." + evil);
    change.put("mode", "managed").put("type", type).put("name", evil);
    ObjectNode inner = change.putObject("change");
    ArrayNode list = inner.putArray("actions");
    for (String action : actions) {
      list.add(action);
    }
    ObjectNode before = inner.putObject("before").put("name", "old").put(evil, "a");
    before.put("role", "roles/viewer").put("member", "user:a@acme.example");
    ObjectNode after = inner.putObject("after").put("name", evil).put(evil, evil);
    after.put("role", "roles/" + evil).put("member", "allUsers");
    inner.putArray("replace_paths").addArray().add(evil);
  }
}
