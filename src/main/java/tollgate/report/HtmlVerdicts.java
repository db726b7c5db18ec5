package tollgate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import tollgate.guard.Judgement;
import tollgate.guard.Verdict;

/**
 * Verdicts and waivers of a page. What stops comes first; filters are there where a script runs.
 */
final class HtmlVerdicts {
  private static final List<Verdict.Outcome> LOUDEST_FIRST =
      List.of(
          Verdict.Outcome.DENIED,
          Verdict.Outcome.UNKNOWN,
          Verdict.Outcome.WARNED,
          Verdict.Outcome.WAIVED);

  private final Markup page;
  private final Judgement judgement;

  HtmlVerdicts(Markup page, Judgement judgement) {
    this.page = page;
    this.judgement = judgement;
  }

  void write() {
    page.add(
        """
        <section id="verdicts" aria-labelledby="verdicts-title">
        <h2 id="verdicts-title">What the gate says</h2>
        """);
    if (judgement.verdicts().isEmpty()) {
      page.add("<p>%s checks passed, and none found anything.</p>\n", judgement.passedChecks());
    } else {
      filters();
      page.add("<ol class=\"verdicts\">\n");
      ordered().forEach(this::verdict);
      page.add("</ol>\n<p id=\"none\" hidden>No verdict is left by these filters.</p>\n");
    }
    waivers();
    page.add("</section>\n");
  }

  private List<Verdict> ordered() {
    List<Verdict> all = new ArrayList<>(judgement.verdicts());
    all.sort(
        java.util.Comparator.comparing((Verdict verdict) -> !verdict.stops())
            .thenComparing(verdict -> LOUDEST_FIRST.indexOf(verdict.outcome())));
    return all;
  }

  private void filters() {
    page.add(
        """
        <form id="filters" hidden>
        <fieldset><legend>Level</legend>
        """);
    for (Verdict.Outcome outcome : LOUDEST_FIRST) {
      long count =
          judgement.verdicts().stream().filter(verdict -> verdict.outcome() == outcome).count();
      if (count > 0) {
        page.add(
            "<label class=\"%s\"><input type=\"checkbox\" name=\"level\" value=\"%s\" checked> %s <span>%s</span></label>\n",
            outcome.json(), outcome.json(), outcome.json(), count);
      }
    }
    page.add("</fieldset>\n");
    choice("stack", "Stack", verdict -> verdict.stack());
    choice("rule", "Rule", Verdict::rule);
    page.add(
        "<output id=\"shown\" role=\"status\">%s shown</output>\n</form>\n",
        judgement.verdicts().size());
  }

  private void choice(String name, String label, Function<Verdict, String> of) {
    TreeSet<String> values = new TreeSet<>();
    judgement.verdicts().forEach(verdict -> values.add(of.apply(verdict)));
    page.add(
        "<label for=\"%s\">%s</label> <select id=\"%s\" name=\"%s\"><option value=\"*\">all</option>",
        name, label, name, name);
    for (String value : values) {
      page.add("<option value=\"=%s\">%s</option>", value, value.isEmpty() ? "the whole" : value);
    }
    page.add("</select>\n");
  }

  private void verdict(Verdict verdict) {
    page.add(
        """
        <li class="verdict %s" data-level="%s" data-stack="=%s" data-rule="=%s">
        <p class="rule"><span class="level">%s</span> <b>%s</b>%s</p>
        """,
        verdict.outcome().json(),
        verdict.outcome().json(),
        verdict.stack(),
        verdict.rule(),
        verdict.outcome() == Verdict.Outcome.UNKNOWN && verdict.stops()
            ? "unknown, so denied"
            : verdict.outcome().json(),
        verdict.rule(),
        verdict.stack().isEmpty() ? "" : " in " + verdict.stack());
    verdict.address().ifPresent(at -> page.add("<p class=\"at\"><code>%s</code></p>\n", at.text()));
    page.add("<p class=\"message\">%s</p>\n<dl>\n", Markup.prose(verdict.message()));
    page.add(
        "<dt>Why</dt><dd>%s</dd>\n<dt>Fix</dt><dd>%s</dd>\n",
        Markup.prose(verdict.why()), Markup.prose(verdict.fix()));
    verdict.waiver().ifPresent(reason -> page.add("<dt>Waived</dt><dd>%s</dd>\n", reason));
    page.add("</dl>\n</li>\n");
  }

  private void waivers() {
    if (judgement.waivers().isEmpty()) {
      return;
    }
    page.add(
        """
        <h3>Waivers</h3>
        <div class="scroll" role="region" aria-label="Waivers" tabindex="0">
        <table><thead><tr><th scope="col">State</th><th scope="col">Rule</th><th scope="col">Addresses</th><th scope="col">Reason</th><th scope="col">Owner</th><th scope="col">Until</th></tr></thead><tbody>
        """);
    for (Judgement.WaiverUse use : judgement.waivers()) {
      page.add(
          "<tr><td>%s</td><td>%s</td><td><code>%s</code></td><td>%s</td><td>%s</td><td>%s</td></tr>\n",
          use.state().json(),
          use.waiver().rule(),
          use.waiver().address(),
          use.waiver().reason(),
          use.waiver().owner(),
          use.waiver().expires());
    }
    page.add("</tbody></table></div>\n");
  }
}
