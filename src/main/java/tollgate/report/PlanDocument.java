package tollgate.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tollgate.guard.Approval;
import tollgate.guard.Secrets;
import tollgate.plan.ResourceChange;
import tollgate.plan.Values;

/** The plan document: changes, cost, guard, approvals. */
final class PlanDocument {
  private PlanDocument() {}

  static ObjectNode of(PlanReport report) {
    ObjectNode document = JsonReport.document();
    ArrayNode stacks = document.putArray("stacks");
    report.stacks().forEach(stack -> stacks.add(stack(stack)));
    document.set("cost", CostDocument.of(report.cost()));
    document.set("guard", GuardDocument.of(report.judgement()));
    ArrayNode approvals = document.putArray("approvals");
    report.judgement().approvals().stream().sorted().map(Approval::json).forEach(approvals::add);
    ArrayNode notes = document.putArray("notes");
    report.notes().forEach(notes::add);
    return document;
  }

  private static ObjectNode stack(PlannedStack stack) {
    ObjectNode node = JsonReport.JSON.objectNode();
    node.put("name", stack.name());
    node.put("planFile", stack.planFile().orElse(null));
    node.put("digest", stack.digest().orElse(null));
    ArrayNode changes = node.putArray("changes");
    stack.plan().plan().changes().stream()
        .filter(ResourceChange::changesSomething)
        .forEach(change -> changes.add(change(change)));
    return node;
  }

  static ObjectNode change(ResourceChange change) {
    ObjectNode node = JsonReport.JSON.objectNode();
    node.put("address", change.address().text());
    node.put("type", change.type());
    ArrayNode actions = node.putArray("actions");
    change.actions().forEach(actions::add);
    ArrayNode paths = node.putArray("replacePaths");
    change.replacePaths().forEach(paths::add);
    node.set("before", masked(change.type(), change.before()));
    node.set("after", masked(change.type(), change.after()));
    ArrayNode unknown = node.putArray("unknown");
    ChangeLines.unknownPaths(change).forEach(unknown::add);
    change.previousAddress().ifPresent(from -> node.put("previousAddress", from.text()));
    change.importing().ifPresent(id -> node.put("importing", id));
    return node;
  }

  private static JsonNode masked(String type, Values values) {
    JsonNode masked = Secrets.masked(type, values);
    return masked.isMissingNode() ? JsonReport.JSON.nullNode() : masked;
  }
}
