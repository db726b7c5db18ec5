package tollgate.report;

import java.util.List;
import tollgate.guard.Rule;
import tollgate.guard.Severity;

/** Rules as text. */
final class RulesText {
  private final Page page;

  RulesText(Page page) {
    this.page = page;
  }

  void list(List<Rule> rules) {
    for (Rule rule : rules) {
      page.hanging(0, "%-4s".formatted(rule.severity().json()), tone(rule), rule.id());
      page.paragraph(5, Style.Tone.QUIET, rule.good());
    }
  }

  void one(Rule rule) {
    page.heading(rule.id());
    page.paragraph(2, rule.good());
    page.hanging(
        2,
        "does:",
        tone(rule),
        rule.severity() == Severity.DENY ? "stops the plan" : "shows a warning");
    page.hanging(2, "why:", Style.Tone.QUIET, rule.why());
    page.hanging(2, "fix:", Style.Tone.QUIET, rule.fix());
    page.hanging(
        2,
        "waiver:",
        Style.Tone.QUIET,
        rule.waivable() ? "possible, with a reason, an owner and a last day" : "not possible");
    page.hanging(2, "source:", Style.Tone.QUIET, rule.source());
  }

  private static Style.Tone tone(Rule rule) {
    return rule.severity() == Severity.DENY ? Style.Tone.DENIED : Style.Tone.WARNED;
  }
}
