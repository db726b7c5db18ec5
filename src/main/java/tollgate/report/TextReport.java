package tollgate.report;

import java.util.List;
import java.util.Optional;
import tollgate.cost.CostChange;
import tollgate.cost.ResourceEstimate;
import tollgate.guard.Judgement;
import tollgate.guard.Policy;
import tollgate.guard.Rule;

/**
 * Everything as text for a terminal. Each method gives whole lines, ended by a line break.
 *
 * @param style colours or none
 * @param columns the width to wrap at
 */
public record TextReport(Style style, int columns) {

  /** No colours, 80 columns. */
  public static final TextReport PLAIN = new TextReport(Style.PLAIN, 80);

  /** Summary, changes, price, verdicts, approvals, next step. */
  public String plan(PlanReport report) {
    Page page = page();
    new PlanText(page).write(report);
    return page.toString();
  }

  /** The bill, grouped by stack. */
  public String cost(CostChange cost, Optional<Policy.Budget> budget) {
    Page page = page();
    new CostText(page).write(cost, budget, true);
    return page.toString();
  }

  /** How one resource's amount comes about, line by line. */
  public String explain(ResourceEstimate bill) {
    Page page = page();
    new CostText(page).explain(bill);
    return page.toString();
  }

  /** Verdicts, waivers and approvals. */
  public String guard(Judgement judgement) {
    Page page = page();
    new GuardText(page).write(judgement);
    return page.toString();
  }

  /** What has changed outside of terraform. */
  public String drift(DriftReport report) {
    return report.text(style, columns);
  }

  /** Every rule in a line or two. */
  public String rules(List<Rule> rules) {
    Page page = page();
    new RulesText(page).list(rules);
    return page.toString();
  }

  /** One rule in full. */
  public String rule(Rule rule) {
    Page page = page();
    new RulesText(page).one(rule);
    return page.toString();
  }

  private Page page() {
    return new Page(style, columns);
  }
}
