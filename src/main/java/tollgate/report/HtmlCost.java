package tollgate.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tollgate.cost.CostChange;
import tollgate.cost.Estimate;
import tollgate.cost.ResourceEstimate;
import tollgate.cost.Totals;
import tollgate.guard.Dollars;

/** The price of a page: one bar for the whole by stack, then a table by stack and service. */
final class HtmlCost {
  /** Colours of the style sheet; stacks take them in turn. */
  private static final int TINTS = 6;

  private static final int BAR = 1000;

  private final Markup page;
  private final CostChange cost;
  private final PlanReport report;

  HtmlCost(Markup page, PlanReport report) {
    this.page = page;
    this.report = report;
    this.cost = report.cost();
  }

  /** What one service costs in one stack. */
  private record Row(String service, Totals before, Totals after) {}

  void write() {
    page.add(
        """
        <section id="cost" aria-labelledby="cost-title">
        <h2 id="cost-title">What it costs</h2>
        """);
    Map<String, List<Row>> stacks = rows();
    overview(stacks);
    BigDecimal most =
        stacks.values().stream()
            .flatMap(List::stream)
            .map(row -> row.after().ceiling())
            .max(Comparator.naturalOrder())
            .orElse(BigDecimal.ZERO);
    table(stacks, most);
    uncovered();
    page.add("</section>\n");
  }

  /** By stack, the dearest first, then by service, the dearest first. */
  private Map<String, List<Row>> rows() {
    Map<String, Map<String, Totals>> after = byService(cost.after());
    Map<String, Map<String, Totals>> before = byService(cost.before());
    List<String> names = new ArrayList<>(after.keySet());
    before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(names::add);
    names.sort(
        Comparator.comparing((String name) -> sum(after.getOrDefault(name, Map.of())).floor())
            .reversed());
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    for (String name : names) {
      Map<String, Totals> is = after.getOrDefault(name, Map.of());
      Map<String, Totals> was = before.getOrDefault(name, Map.of());
      List<String> services = new ArrayList<>(is.keySet());
      was.keySet().stream().filter(service -> !is.containsKey(service)).forEach(services::add);
      rows.put(
          name,
          services.stream()
              .map(
                  service ->
                      new Row(
                          service,
                          was.getOrDefault(service, Totals.ZERO),
                          is.getOrDefault(service, Totals.ZERO)))
              .filter(
                  row ->
                      row.after().ceiling().signum() != 0 || row.before().ceiling().signum() != 0)
              .sorted(Comparator.comparing((Row row) -> row.after().floor()).reversed())
              .toList());
    }
    return rows;
  }

  private static Map<String, Map<String, Totals>> byService(Estimate estimate) {
    Map<String, Map<String, Totals>> stacks = new LinkedHashMap<>();
    for (ResourceEstimate bill : estimate.resources()) {
      stacks
          .computeIfAbsent(bill.stack(), unused -> new LinkedHashMap<>())
          .merge(Services.of(bill.type()), Totals.of(bill), Totals::plus);
    }
    return stacks;
  }

  private static Totals sum(Map<String, Totals> services) {
    return services.values().stream().reduce(Totals.ZERO, Totals::plus);
  }

  private static Totals sum(List<Row> rows) {
    return rows.stream().map(Row::after).reduce(Totals.ZERO, Totals::plus);
  }

  private void overview(Map<String, List<Row>> stacks) {
    BigDecimal floor = cost.after().floor();
    BigDecimal whole = report.budget().map(budget -> budget.monthly().max(floor)).orElse(floor);
    if (whole.signum() <= 0) {
      page.add("<p>Nothing here has a fixed price.</p>\n");
      return;
    }
    String words =
        stacks.entrySet().stream()
            .filter(stack -> sum(stack.getValue()).floor().signum() > 0)
            .map(stack -> name(stack.getKey()) + " " + Dollars.text(sum(stack.getValue()).floor()))
            .collect(Collectors.joining(", "));
    page.add(
        "<figure class=\"whole\"><svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %s 36\""
            + " preserveAspectRatio=\"none\"><rect class=\"rail\" x=\"0\" y=\"8\" width=\"%s\" height=\"20\"/>",
        "%s of %s a month: %s".formatted(Dollars.text(floor), Dollars.text(whole), words),
        BAR,
        BAR);
    int x = 0;
    int tint = 0;
    for (List<Row> rows : stacks.values()) {
      int width = length(sum(rows).floor(), whole);
      if (width > 0) {
        page.add(
            "<rect class=\"tint%s\" x=\"%s\" y=\"8\" width=\"%s\" height=\"20\"/>",
            tint % TINTS, x, Math.max(1, width - 2));
      }
      x += width;
      tint++;
    }
    report
        .budget()
        .map(budget -> length(budget.monthly(), whole))
        .ifPresent(
            at ->
                page.add(
                    "<rect class=\"limit\" x=\"%s\" y=\"2\" width=\"3\" height=\"32\"/>",
                    Math.max(0, Math.min(BAR - 3, at - 3))));
    page.add("</svg>\n<figcaption>");
    tint = 0;
    for (Map.Entry<String, List<Row>> stack : stacks.entrySet()) {
      page.add(
          "<span><svg class=\"swatch\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"tint%s\""
              + " width=\"10\" height=\"10\"/></svg> %s <b>%s</b></span> ",
          tint++ % TINTS, name(stack.getKey()), Dollars.text(sum(stack.getValue()).floor()));
    }
    report
        .budget()
        .ifPresent(
            budget ->
                page.add(
                    "<span><svg class=\"swatch\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect"
                        + " class=\"limit\" x=\"3\" width=\"3\" height=\"10\"/></svg> budget <b>%s</b></span>",
                    Dollars.text(budget.monthly())));
    page.add("</figcaption></figure>\n");
  }

  private static int length(BigDecimal part, BigDecimal whole) {
    return whole.signum() <= 0
        ? 0
        : part.max(BigDecimal.ZERO)
            .multiply(BigDecimal.valueOf(BAR))
            .divide(whole, 0, RoundingMode.HALF_UP)
            .min(BigDecimal.valueOf(BAR))
            .intValue();
  }

  private void table(Map<String, List<Row>> stacks, BigDecimal most) {
    if (stacks.isEmpty()) {
      return;
    }
    page.add(
        """
        <div class="scroll" role="region" aria-label="Price by stack and service" tabindex="0">
        <table class="bill">
        <caption>US dollars a month: the floor stands without any traffic, usage is with the declared use, the ceiling with every limit reached.</caption>
        <thead><tr><th scope="col">Stack and service</th><td class="bar"></td><th scope="col" class="num">Floor</th><th scope="col" class="num wide">Usage</th><th scope="col" class="num">Ceiling</th><th scope="col" class="num">Change</th></tr></thead>
        """);
    int tint = 0;
    for (Map.Entry<String, List<Row>> stack : stacks.entrySet()) {
      Totals after = sum(stack.getValue());
      Totals before = stack.getValue().stream().map(Row::before).reduce(Totals.ZERO, Totals::plus);
      page.add(
          "<tbody>\n<tr class=\"stack\"><th scope=\"rowgroup\">%s</th><td class=\"bar\"></td>",
          name(stack.getKey()));
      amounts(before, after);
      for (Row row : stack.getValue()) {
        page.add(
            "<tr><th scope=\"row\">%s</th><td class=\"bar\"><svg viewBox=\"0 0 %s 10\""
                + " preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"tint%s faint\""
                + " width=\"%s\" height=\"10\"/><rect class=\"tint%s\" width=\"%s\" height=\"10\"/></svg></td>",
            row.service(),
            BAR,
            tint % TINTS,
            length(row.after().ceiling(), most),
            tint % TINTS,
            length(row.after().floor(), most));
        amounts(row.before(), row.after());
      }
      page.add("</tbody>\n");
      tint++;
    }
    page.add("<tfoot><tr><th scope=\"row\">Total</th><td class=\"bar\"></td>");
    amounts(Totals.of(cost.before()), Totals.of(cost.after()));
    page.add("</tfoot>\n</table>\n</div>\n");
  }

  private void amounts(Totals before, Totals after) {
    BigDecimal change = after.floor().subtract(before.floor());
    page.add(
        "<td class=\"num\">%s</td><td class=\"num wide\">%s</td><td class=\"num\">%s</td><td class=\"num change\">%s</td></tr>\n",
        Dollars.text(after.floor()),
        Dollars.text(after.usage()),
        Dollars.text(after.ceiling()),
        change.setScale(2, RoundingMode.HALF_UP).signum() == 0 ? "–" : Dollars.change(change));
  }

  private void uncovered() {
    List<ResourceEstimate> bills = cost.after().uncovered();
    if (bills.isEmpty()) {
      return;
    }
    page.add(
        "<p class=\"alarm\">No price is known for %s: the totals are lower bounds.</p>\n<ul>\n",
        bills.size() == 1 ? "one resource" : bills.size() + " resources");
    bills.stream()
        .limit(50)
        .forEach(
            bill ->
                page.add(
                    "<li>%s %s</li>\n", HtmlReport.code(bill.address().text()), bill.reason()));
    if (bills.size() > 50) {
      page.add("<li>and %s more</li>\n", bills.size() - 50);
    }
    page.add("</ul>\n");
  }

  /** A plan from a file has no stack. */
  static String name(String stack) {
    return stack.isEmpty() ? "this plan" : stack;
  }
}
