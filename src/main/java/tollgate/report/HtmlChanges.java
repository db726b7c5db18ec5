package tollgate.report;

import java.util.List;
import tollgate.plan.ResourceChange;

/** Every change of a page, by stack, with the attributes in which an object differs after it. */
final class HtmlChanges {
  /** Of one resource; whoever needs the rest has the JSON document. */
  private static final int MOST_LINES = 60;

  private final Markup page;
  private final PlanReport report;

  HtmlChanges(Markup page, PlanReport report) {
    this.page = page;
    this.report = report;
  }

  /** By which a picture points at a change. */
  static String id(int stack, int change) {
    return "c" + stack + "-" + change;
  }

  void write() {
    page.add(
        """
        <section id="changes" aria-labelledby="changes-title">
        <h2 id="changes-title">Every change</h2>
        """);
    int number = 0;
    boolean any = false;
    for (PlannedStack stack : report.stacks()) {
      any |= stack(stack, number++);
    }
    if (!any) {
      page.add("<p>None.</p>\n");
    }
    page.add("</section>\n");
  }

  private boolean stack(PlannedStack stack, int number) {
    List<ResourceChange> changes = stack.plan().plan().changes();
    if (changes.stream().noneMatch(ResourceChange::changesSomething)) {
      return false;
    }
    page.add(
        "<h3>%s <span class=\"aside\">%s</span></h3>\n<ul class=\"changes\">\n",
        HtmlCost.name(stack.name()), Totals.of(List.of(stack.plan())));
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i).changesSomething()) {
        change(changes.get(i), id(number, i));
      }
    }
    page.add("</ul>\n");
    return true;
  }

  private static String aside(ResourceChange change) {
    return change.deposed().map(key -> " (left over from an interrupted replacement)").orElse("")
        + change.previousAddress().map(from -> ", was " + from.text()).orElse("")
        + change.importing().map(from -> ", which stands as " + from).orElse("");
  }

  private void change(ResourceChange change, String id) {
    List<String> lines = ChangeLines.of(change);
    page.add("<li id=\"%s\" class=\"%s\" tabindex=\"-1\">", id, HtmlReport.style(change.action()));
    Markup.Safe head =
        new Markup()
            .add(
                "<span class=\"sign\" aria-hidden=\"true\">%s</span> <span class=\"word\">%s</span> <code>%s</code>%s",
                HtmlGraph.sign(change.action()),
                change.word(),
                change.address().text(),
                aside(change))
            .safe();
    if (lines.isEmpty()) {
      page.add("%s</li>\n", head);
      return;
    }
    page.add("<details><summary>%s</summary><ul class=\"lines\">", head);
    lines.stream().limit(MOST_LINES).forEach(line -> page.add("<li><code>%s</code></li>", line));
    if (lines.size() > MOST_LINES) {
      page.add("<li>and %s more</li>", lines.size() - MOST_LINES);
    }
    page.add("</ul></details></li>\n");
  }
}
