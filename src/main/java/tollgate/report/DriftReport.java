package tollgate.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import tollgate.cost.CostChange;
import tollgate.guard.Dollars;
import tollgate.plan.Action;
import tollgate.plan.Address;
import tollgate.plan.ResourceChange;
import tollgate.plan.StackPlan;

/**
 * What has changed outside of terraform.
 *
 * @param plans each leads from the objects as recorded to those that are there
 * @param cost before that and since
 * @param unchecked what could not be compared
 * @param next the next step, or empty text
 */
public record DriftReport(
    List<StackPlan> plans, CostChange cost, List<Unchecked> unchecked, String next) {
  public DriftReport {
    plans = List.copyOf(plans);
    unchecked = List.copyOf(unchecked);
  }

  /**
   * Something that could not be compared.
   *
   * @param address empty when the whole stack is meant
   */
  public record Unchecked(String stack, Optional<Address> address, String reason) {}

  /** As text for a terminal. */
  public String text(Style style, int columns) {
    Page page = new Page(style, columns);
    long count = plans.stream().mapToLong(plan -> changed(plan).size()).sum();
    page.heading(
        count == 0
            ? "Drift: none."
            : "Drift: %d object%s changed outside of terraform."
                .formatted(count, count == 1 ? "" : "s"));
    for (StackPlan plan : plans) {
      List<ResourceChange> changes = changed(plan);
      if (!changes.isEmpty()) {
        page.blank();
        page.heading(plan.stack());
        changes.forEach(change -> change(page, change));
      }
    }
    page.blank();
    page.paragraph(
        0,
        "Price: %s as recorded, %s as it is now, a difference of %s to the floor."
            .formatted(
                Dollars.monthly(cost.before().floor()),
                Dollars.monthly(cost.after().floor()),
                Dollars.change(cost.floorIncrease())));
    if (!unchecked.isEmpty()) {
      page.blank();
      page.heading("Not checked:");
      for (Unchecked each : unchecked) {
        page.hanging(
            2,
            Printable.text(each.stack()),
            Style.Tone.QUIET,
            each.address().map(address -> address.text() + ": ").orElse("") + each.reason());
      }
    }
    page.paragraph(
        0, Style.Tone.QUIET, "What was made by hand and is in no state is not seen here at all.");
    if (!next.isEmpty()) {
      page.blank();
      page.paragraph(0, "Next: " + next);
    }
    return page.toString();
  }

  private static void change(Page page, ResourceChange change) {
    boolean gone = change.action() == Action.DELETE;
    page.hanging(
        2,
        "%3s".formatted(change.action().symbol()),
        gone ? Style.Tone.DESTROYED : Style.Tone.CHANGED,
        change.address().text() + (gone ? " is gone" : " differs"));
    for (String line : ChangeLines.of(change)) {
      page.paragraph(6, line);
    }
  }

  /** As a JSON document, schemaVersion 1. */
  public String json() {
    ObjectNode document = JsonReport.document();
    ArrayNode stacks = document.putArray("stacks");
    for (StackPlan plan : plans) {
      ObjectNode stack = stacks.addObject();
      stack.put("name", plan.stack());
      ArrayNode changes = stack.putArray("changes");
      changed(plan).forEach(change -> changes.add(PlanDocument.change(change)));
    }
    document.set("cost", CostDocument.of(cost));
    ArrayNode blind = document.putArray("unchecked");
    for (Unchecked each : unchecked) {
      ObjectNode node = blind.addObject();
      node.put("stack", each.stack());
      node.put("address", each.address().map(Address::text).orElse(null));
      node.put("reason", each.reason());
    }
    return JsonReport.write(document);
  }

  private static List<ResourceChange> changed(StackPlan plan) {
    return plan.plan().changes().stream()
        .filter(change -> change.managed() && change.action().changesSomething())
        .toList();
  }
}
