package tollgate.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tollgate.guard.Rule;
import tollgate.guard.Severity;

/** The page docs/rules.md, written from the table of rules. */
final class RulesPage {
  private static final String HEAD =
      """
      # Rules of the gate

      This page is generated from the rules; `./mvnw test -Dsnapshots=update` writes it anew.
      `tollgate rules` lists the same table, `tollgate rules ID` shows one rule.

      A rule states a good state and tells three things apart: it holds, it does not, or that is
      not known before apply. It judges what will be in effect: the provider's defaults count, and
      so do Google's own where nothing is written. The same rules run on a plan and, with what they
      can tell without one, on synthesized JSON. There a reference is unknown, which is shown and
      stops nothing; in a plan, unknown counts as denied for every rule that denies.

      ## Waivers

      A waiver in `tollgate.yaml` lets one rule through for some addresses, with a reason, an owner
      and the last day it counts, at most %d days ahead. Every report lists all of them: one that
      has expired counts no more, one that nothing needs is reported. Rules marked "never waived"
      have none.

      ## Approvals

      `deploy --yes` answers the ordinary question. Each kind of danger needs its own word,
      `--approve destructive,access,cost`, or a yes at a prompt that shows exactly this:

      - **destructive**: an object that holds data (a bucket, dataset, table, database, its
        instance or user, a machine, disk, share, secret, repository, topic) is deleted or replaced,
        unless its deletion policy leaves it where it is; or a retention policy is locked.
      - **access**: somebody gets more than a platform grants by itself. From the first deploy on:
        anything for the public, an owner, editor, admin or impersonating role on a whole project,
        a network range outside private ones and Google's proxies, a service that no longer asks
        who calls. Once the stack stands also: a grant to a person, group or domain who had it not
        before, any further role on the whole project, permissions added to a custom role, a
        service taken out from behind Identity-Aware Proxy. What was agreed to in a deploy that
        stopped half-way is not asked for again when that deploy goes on.
      - **cost**: the bill rises by more than `budget.increase` or `budget.increase_percent` (where
        `policy.severities` makes their rules warn; else they deny); where none is set, by more than
        a quarter of the monthly budget on a platform that costs something already. A first deploy
        inside its budget needs no word: the budget is the word.

      What a waiver lets through needs the word of its kind as well when the plan creates or changes
      it: a waiver lets a change be considered, the word lets this one happen.

      So the first deploy of a platform that is declared in its settings, stays inside its budget
      and grants narrow roles on its own things, needs no word beyond `--yes`.

      ## The rules
      """;

  private static final Map<String, String> FAMILIES =
      Map.of(
          "cost", "Cost",
          "access", "Access",
          "identity", "Identity",
          "network", "Network",
          "secrets", "Secrets",
          "data", "Data",
          "lifecycle", "Lifecycle");

  private RulesPage() {}

  /** The page; lines of prose are as they are, tables and lists follow the rules' own order. */
  static String markdown(List<Rule> rules, int longestWaiverDays) {
    StringBuilder page = new StringBuilder(HEAD.formatted(longestWaiverDays));
    page.append('\n').append(rules.size()).append(" rules: ");
    page.append(count(rules, Severity.DENY)).append(" deny, ");
    page.append(count(rules, Severity.WARN)).append(" warn.\n");
    String family = "";
    for (Rule rule : rules) {
      if (!rule.family().equals(family)) {
        family = rule.family();
        page.append("\n### ").append(FAMILIES.getOrDefault(family, family)).append("\n\n");
        table(page, rules, family);
        page.append('\n');
      }
      one(page, rule);
    }
    return page.toString();
  }

  private static long count(List<Rule> rules, Severity severity) {
    return rules.stream().filter(rule -> rule.severity() == severity).count();
  }

  private static void table(StringBuilder page, List<Rule> rules, String family) {
    page.append("| rule | does | good state |\n|---|---|---|\n");
    Map<String, Rule> sorted = new TreeMap<>();
    rules.stream()
        .filter(rule -> rule.family().equals(family))
        .forEach(rule -> sorted.put(rule.id(), rule));
    for (Rule rule : sorted.values()) {
      page.append(
          "| [`%s`](#%s) | %s | %s |\n"
              .formatted(rule.id(), rule.id().replace("/", ""), does(rule), rule.good()));
    }
  }

  private static String does(Rule rule) {
    return rule.severity() == Severity.WARN
        ? "warns"
        : rule.waivable() ? "denies" : "denies, never waived";
  }

  private static void one(StringBuilder page, Rule rule) {
    page.append("#### `").append(rule.id()).append("`\n\n");
    page.append(rule.good()).append("\n\n");
    page.append("- Does: ").append(does(rule));
    page.append(rule.needsPrices() ? "; needs prices, so not on synthesized JSON\n" : "\n");
    page.append("- Why: ").append(rule.why()).append('\n');
    page.append("- Fix: ").append(rule.fix()).append('\n');
    new TreeMap<>(rule.settings())
        .forEach(
            (stack, sentence) ->
                page.append("- Fix in the stack ")
                    .append(stack)
                    .append(": ")
                    .append(sentence)
                    .append('\n'));
    page.append("- Source: ").append(rule.source()).append("\n\n");
  }
}
