package tollgate.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tollgate.guard.Dollars;
import tollgate.guard.Judgement;
import tollgate.plan.Action;
import tollgate.plan.ResourceChange;

/** A plan run as text: summary first, dangers last. */
final class PlanText {
  private final Page page;

  PlanText(Page page) {
    this.page = page;
  }

  void write(PlanReport report) {
    summary(report);
    for (PlannedStack stack : report.stacks()) {
      stack(stack);
    }
    page.blank();
    new CostText(page).write(report.cost(), report.budget(), false);
    page.blank();
    new GuardText(page).write(report.judgement());
    for (String note : report.notes()) {
      page.blank().paragraph(0, Style.Tone.QUIET, note);
    }
    if (!report.next().isEmpty()) {
      page.blank().command("Next:", report.next());
    }
  }

  private void summary(PlanReport report) {
    String stacks = report.stacks().size() == 1 ? "1 stack" : report.stacks().size() + " stacks";
    fact(
        "Plan",
        Totals.of(report.stacks().stream().map(PlannedStack::plan).toList()) + " in " + stacks);
    BigDecimal floor = report.cost().after().floor();
    fact(
        "Price",
        "%s, %s by this change%s"
            .formatted(
                Dollars.monthly(floor),
                Dollars.change(report.cost().floorIncrease()),
                report
                    .budget()
                    .map(
                        budget ->
                            "; %s%% of the budget of %s"
                                .formatted(
                                    share(floor, budget.monthly()), Dollars.text(budget.monthly())))
                    .orElse("; no budget is set")));
    Judgement judgement = report.judgement();
    fact("Gate", GuardText.counts(judgement));
  }

  private static String share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? "over 100"
        : part.multiply(BigDecimal.valueOf(100))
            .divide(whole, 0, RoundingMode.HALF_UP)
            .toPlainString();
  }

  private void fact(String label, String text) {
    page.hanging(0, "%-6s".formatted(label + ":"), Style.Tone.HEADING, text);
  }

  private void stack(PlannedStack stack) {
    List<ResourceChange> changes =
        new ArrayList<>(
            stack.plan().plan().changes().stream()
                .filter(ResourceChange::changesSomething)
                .toList());
    // Stable, so that what is not dangerous stays in the plan's own order.
    changes.sort(Comparator.comparing(change -> change.action().destroys() ? 1 : 0));
    page.blank();
    page.heading(
        (stack.name().isEmpty() ? "plan" : stack.name()) + ": " + Totals.of(List.of(stack.plan())));
    changes.forEach(this::change);
  }

  private void change(ResourceChange change) {
    String extra =
        switch (change.action()) {
          case DELETE -> " is deleted" + (change.deposed().isPresent() ? " (left over)" : "");
          case REPLACE -> " is deleted and made anew";
          case FORGET -> " is forgotten, not deleted";
          default -> "";
        };
    page.hanging(
        2,
        "%3s".formatted(change.action().symbol()),
        tone(change.action()),
        change.address().text() + extra);
    change
        .previousAddress()
        .ifPresent(from -> page.paragraph(6, Style.Tone.QUIET, "was " + from.text()));
    change
        .importing()
        .ifPresent(id -> page.paragraph(6, Style.Tone.QUIET, "taken over, stands as " + id));
    for (String reason :
        change.action() == Action.REPLACE ? ChangeLines.reasons(change) : List.<String>of()) {
      page.paragraph(6, Style.Tone.DESTROYED, "because of " + reason);
    }
    for (String line : ChangeLines.of(change)) {
      page.paragraph(6, line);
    }
  }

  private static Style.Tone tone(Action action) {
    return switch (action) {
      case CREATE -> Style.Tone.ADDED;
      case UPDATE -> Style.Tone.CHANGED;
      case REPLACE, DELETE -> Style.Tone.DESTROYED;
      case READ, FORGET, NO_OP -> Style.Tone.QUIET;
    };
  }
}
