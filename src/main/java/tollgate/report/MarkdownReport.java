package tollgate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tollgate.cost.ResourceEstimate;
import tollgate.guard.ApprovalRequest;
import tollgate.guard.Dollars;
import tollgate.guard.Judgement;
import tollgate.guard.Verdict;
import tollgate.plan.ResourceChange;

/**
 * A plan run as a comment on a pull request: what stops it and what it costs in sight, the rest
 * folded away. It stays under GitHub's limit by leaving whole items out, and says how many.
 */
public final class MarkdownReport {
  /** GitHub takes 65,536 characters; the rest is room for what a workflow adds. */
  static final int MOST = 65_000;

  /** By it a workflow finds its own comment again, to write it anew rather than add another. */
  public static final String MARK = "<!-- tollgate plan -->";

  private static final int LONGEST_CELL = 300;

  private final StringBuilder page = new StringBuilder();

  private MarkdownReport() {}

  /** The whole comment. */
  public static String plan(PlanReport report) {
    MarkdownReport markdown = new MarkdownReport();
    markdown.write(report);
    return markdown.page.toString();
  }

  /** Verdicts alone, of plans that are shown elsewhere. */
  public static String guard(Judgement judgement) {
    MarkdownReport markdown = new MarkdownReport();
    markdown.head(judgement);
    markdown.gate(judgement);
    markdown.page.append('\n');
    markdown.urgent(judgement);
    markdown.rest(judgement);
    return markdown.page.toString();
  }

  private void head(Judgement judgement) {
    page.append(MARK).append('\n');
    page.append("### ").append(judgement.passed() ? "Tollgate: passed" : "Tollgate: stopped");
    page.append("\n\n| | |\n|---|---|\n");
  }

  private void write(PlanReport report) {
    Judgement judgement = report.judgement();
    head(judgement);
    row("Plan", Totals.of(report.stacks().stream().map(PlannedStack::plan).toList()));
    row(
        "Price",
        "%s, %s by this change"
            .formatted(
                Dollars.monthly(report.cost().after().floor()),
                Dollars.change(report.cost().floorIncrease())));
    report.budget().ifPresent(budget -> row("Budget", Dollars.monthly(budget.monthly())));
    gate(judgement);
    page.append('\n');
    urgent(judgement);
    section("Deleted or replaced", changes(report, true), false);
    section("Price", bills(report), true);
    section("Changes", changes(report, false), true);
    rest(judgement);
    section("Notes", report.notes().stream().map(MarkdownReport::text).toList(), true);
  }

  private void gate(Judgement judgement) {
    row("Gate", GuardText.counts(judgement));
    if (!judgement.requests().isEmpty()) {
      row(
          "Needs",
          "`--approve "
              + judgement.approvals().stream()
                  .sorted()
                  .map(kind -> kind.json())
                  .collect(Collectors.joining(","))
              + "`");
    }
  }

  private void urgent(Judgement judgement) {
    // In the order of what a reviewer must not miss, should the room run out.
    section("Denied", judgement.stopping().stream().map(MarkdownReport::verdict).toList(), false);
    section(
        "Approvals", judgement.requests().stream().map(MarkdownReport::request).toList(), false);
  }

  private void rest(Judgement judgement) {
    section(
        "Warnings",
        judgement.verdicts().stream()
            .filter(verdict -> !verdict.stops())
            .map(MarkdownReport::verdict)
            .toList(),
        true);
    section("Waivers", judgement.waivers().stream().map(MarkdownReport::waiver).toList(), true);
  }

  private void row(String name, String value) {
    page.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  private void section(String title, List<String> items, boolean folded) {
    if (items.isEmpty()) {
      return;
    }
    String head =
        folded
            ? "<details><summary>%s (%d)</summary>\n\n".formatted(title, items.size())
            : "**%s**\n\n".formatted(title);
    String foot = folded ? "\n</details>\n\n" : "\n";
    StringBuilder body = new StringBuilder();
    int shown = 0;
    for (String item : items) {
      // The last line, which counts what is left out, needs room as well.
      if (page.length() + head.length() + body.length() + item.length() + 200 > MOST) {
        break;
      }
      body.append("- ").append(item).append('\n');
      shown++;
    }
    if (shown < items.size()) {
      body.append("- … and %d more, left out for length\n".formatted(items.size() - shown));
    }
    if (page.length() + head.length() + body.length() + foot.length() <= MOST) {
      page.append(head).append(body).append(foot);
    }
  }

  private static String verdict(Verdict verdict) {
    return "`%s`%s: %s %s"
        .formatted(
            verdict.rule(),
            verdict.address().map(address -> " " + code(address.text())).orElse(""),
            text(verdict.message()),
            verdict
                .waiver()
                .map(reason -> "Waived: " + text(reason))
                .orElse("Fix: " + verdict.fix()));
  }

  private static String request(ApprovalRequest request) {
    return "%s: %s%s"
        .formatted(
            request.kind().json(),
            request.address().map(address -> code(address.text()) + " ").orElse(""),
            text(request.reason()));
  }

  private static String waiver(Judgement.WaiverUse use) {
    return "%s: %s for %s, %s, %s, until %s"
        .formatted(
            use.state().json(),
            code(use.waiver().rule()),
            code(use.waiver().address()),
            text(use.waiver().reason()),
            text(use.waiver().owner()),
            use.waiver().expires());
  }

  private static List<String> bills(PlanReport report) {
    return report.cost().after().resources().stream()
        .filter(bill -> bill.ceiling().signum() != 0)
        .sorted((one, other) -> other.floor().compareTo(one.floor()))
        .map(MarkdownReport::bill)
        .toList();
  }

  private static String bill(ResourceEstimate bill) {
    return "%s %s%s"
        .formatted(
            code(bill.address().text()),
            Dollars.monthly(bill.floor()),
            bill.ceiling().compareTo(bill.floor()) > 0
                ? ", at most " + Dollars.monthly(bill.ceiling())
                : "");
  }

  private static List<String> changes(PlanReport report, boolean destroying) {
    List<String> items = new ArrayList<>();
    for (PlannedStack stack : report.stacks()) {
      for (ResourceChange change : stack.plan().plan().changes()) {
        if (change.changesSomething() && change.action().destroys() == destroying) {
          items.add(change(stack, change));
        }
      }
    }
    return items;
  }

  private static String change(PlannedStack stack, ResourceChange change) {
    String attributes =
        ChangeLines.of(change).stream()
            .limit(10)
            .map(MarkdownReport::code)
            .collect(Collectors.joining(", "));
    String from =
        change
            .previousAddress()
            .map(address -> ", was " + code(address.text()))
            .or(() -> change.importing().map(id -> ", stands as " + code(id)))
            .orElse("");
    return "%s%s %s%s%s"
        .formatted(
            stack.name().isEmpty() ? "" : text(stack.name()) + ": ",
            change.word(),
            code(change.address().text()),
            from,
            attributes.isEmpty() ? "" : ": " + attributes);
  }

  /** Text that is no markup: no link, no mention, no image, no HTML. */
  private static String text(String raw) {
    StringBuilder shown = new StringBuilder();
    for (char c : Printable.text(raw, LONGEST_CELL).toCharArray()) {
      if ("\\`*_[]#|<>~&@".indexOf(c) >= 0) {
        shown.append("&#").append((int) c).append(';');
      } else {
        shown.append(c);
      }
    }
    // A bare address would become a link.
    return shown.toString().replace("://", "&#58;//").replace("www.", "www&#46;");
  }

  /** Text as code; what would end it, or a table's cell, is shown otherwise. */
  private static String code(String raw) {
    return "`" + Printable.text(raw, LONGEST_CELL).replace('`', '\'').replace("|", "¦") + "`";
  }
}
