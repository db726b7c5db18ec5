package tollgate.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tollgate.guard.ApprovalRequest;
import tollgate.guard.Dollars;
import tollgate.guard.Judgement;
import tollgate.plan.Action;
import tollgate.plan.ResourceChange;
import tollgate.text.Sha256;

/**
 * A plan run as one HTML page: price, pictures of what stands and changes, verdicts with filters.
 * It needs nothing beside itself and its policy lets it reach nothing: style and script are named
 * by their digests, everything else is forbidden. Without the script all of it is still there to
 * read.
 */
public final class HtmlReport {
  private static final String STYLE = resource("page.css");
  private static final String SCRIPT = resource("page.js");

  private final PlanReport report;
  private final Judgement judgement;
  private final Markup page = new Markup();

  private HtmlReport(PlanReport report) {
    this.report = report;
    this.judgement = report.judgement();
  }

  /** The whole page. */
  public static String of(PlanReport report) {
    return new HtmlReport(report).write();
  }

  private String write() {
    head();
    lead();
    approvals();
    new HtmlCost(page, report).write();
    new HtmlGraph(page, report).write();
    new HtmlVerdicts(page, judgement).write();
    new HtmlChanges(page, report).write();
    foot();
    return page.toString();
  }

  private String headline() {
    long denied = judgement.stopping().size();
    return judgement.passed()
        ? "The gate is open"
        : denied == 1 ? "Stopped, for one reason" : "Stopped, for " + denied + " reasons";
  }

  private void head() {
    page.add(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>Tollgate: %s</title>
        <style>""",
        digest(STYLE), digest(SCRIPT), headline());
    page.verbatim(STYLE)
        .add(
            """
            </style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the report</a>
            <header class="top">
            <p class="mark">Tollgate</p>
            <nav aria-label="Parts of the report">
            <a href="#cost">Cost</a> <a href="#graph">Resources</a> <a href="#verdicts">Verdicts</a> <a href="#changes">Changes</a>
            </nav>
            <button type="button" id="theme" hidden>Dark</button>
            </header>
            <main id="main" tabindex="-1">
            """);
  }

  private void lead() {
    page.add(
        """
        <section class="lead %s" aria-labelledby="headline">
        <svg class="gate" viewBox="0 0 128 66" aria-hidden="true" focusable="false"><path class="ground" d="M0 64.5H128"/><path class="post" d="M12 64V30h16v34z"/><g class="arm"><path class="beam" d="M20 28H120a6 6 0 0 1 0 12H20z"/><path class="stripes" d="M40 27.5h12l-6 13H34zM66 27.5h12l-6 13H60zM92 27.5h12l-6 13H86z"/></g><circle class="pivot" cx="20" cy="34" r="9"/><circle class="bolt" cx="20" cy="34" r="3"/></svg>
        <div>
        <h1 id="headline">%s</h1>
        <p class="gist">%s</p>
        </div>
        </section>
        <dl class="figures">
        """,
        judgement.passed() ? "passed" : "stopped", headline(), gist());
    BigDecimal floor = report.cost().after().floor();
    figure(
        "Price a month",
        Dollars.text(floor),
        Dollars.change(report.cost().floorIncrease())
            + " by this change, at most "
            + Dollars.text(report.cost().after().ceiling()));
    report.budget().ifPresent(budget -> budget(budget.monthly(), floor));
    figure(
        "Changes",
        String.valueOf(changing()),
        Totals.of(report.stacks().stream().map(PlannedStack::plan).toList()));
    figure("Verdicts", String.valueOf(judgement.verdicts().size()), GuardText.counts(judgement));
    page.add("</dl>\n");
  }

  private String gist() {
    if (!judgement.passed()) {
      return "Nothing of this can be deployed until what is denied below is changed or waived.";
    }
    if (changing() == 0) {
      return "What stands is what is wanted; nothing would change.";
    }
    return judgement.requests().isEmpty()
        ? "No rule stops this plan, and nothing in it needs a word of its own."
        : "No rule stops this plan; what needs a word of its own before a deploy is listed below.";
  }

  private void figure(String name, String value, String more) {
    page.add(
        "<div><dt>%s</dt><dd><span class=\"big\">%s</span><span class=\"more\">%s</span></dd></div>\n",
        name, value, more);
  }

  private void budget(BigDecimal monthly, BigDecimal floor) {
    boolean over = floor.compareTo(monthly) > 0;
    String share =
        monthly.signum() == 0
            ? "–"
            : floor.multiply(BigDecimal.valueOf(100)).divide(monthly, 0, RoundingMode.HALF_UP)
                + "%";
    page.add(
        "<div><dt>Budget</dt><dd><span class=\"big%s\">%s</span><span class=\"more\">of %s</span></dd></div>\n",
        over ? " over" : "", share, Dollars.monthly(monthly));
  }

  private long changing() {
    return report.stacks().stream()
        .flatMap(stack -> stack.plan().plan().changes().stream())
        .filter(ResourceChange::changesSomething)
        .count();
  }

  private void approvals() {
    if (judgement.requests().isEmpty()) {
      return;
    }
    page.add(
        """
        <section class="approvals" aria-labelledby="approvals">
        <h2 id="approvals">Needs a word before a deploy</h2>
        <p><code>--approve %s</code></p>
        <ul>
        """,
        judgement.approvals().stream()
            .sorted()
            .map(kind -> kind.json())
            .collect(Collectors.joining(",")));
    for (ApprovalRequest request : judgement.requests()) {
      page.add(
          "<li><span class=\"kind\">%s</span> <span>%s%s</span></li>\n",
          request.kind().json(),
          request.address().map(at -> code(at.text())).orElse(new Markup.Safe("")),
          request.reason());
    }
    page.add("</ul>\n</section>\n");
  }

  private void foot() {
    page.add("</main>\n<footer>\n");
    report.notes().forEach(note -> page.add("<p>%s</p>\n", Markup.prose(note)));
    if (!report.next().isEmpty()) {
      page.add("<p>Next: %s</p>\n", Markup.prose(report.next()));
    }
    report.stacks().stream()
        .filter(stack -> stack.digest().isPresent())
        .forEach(
            stack ->
                page.add(
                    "<p class=\"digest\">%s <code>%s</code></p>\n",
                    stack.name(), stack.digest().orElse("")));
    page.add(
        "<p>US dollars for a month of 730 hours, list prices of %s.</p>\n</footer>\n<script>",
        report.cost().after().priceBookAsOf());
    page.verbatim(SCRIPT).add("</script>\n</body>\n</html>\n");
  }

  static Markup.Safe code(String text) {
    return new Markup().add("<code>%s</code> ", text).safe();
  }

  /** How many changes of each kind, for pictures and headings. */
  static Map<Action, Integer> counts(List<ResourceChange> changes) {
    Map<Action, Integer> counts = new EnumMap<>(Action.class);
    changes.stream()
        .filter(ResourceChange::managed)
        .forEach(change -> counts.merge(change.action(), 1, Integer::sum));
    return counts;
  }

  /** The class by which the style sheet colours an action. */
  static String style(Action action) {
    return switch (action) {
      case CREATE -> "new";
      case UPDATE -> "changed";
      case REPLACE -> "replaced";
      case DELETE, FORGET -> "gone";
      case READ, NO_OP -> "same";
    };
  }

  private static String digest(String text) {
    return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text));
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The program is incomplete: " + name + " is missing.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
