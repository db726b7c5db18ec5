package tollgate.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tollgate.cost.Coverage;
import tollgate.cost.Estimate;
import tollgate.cost.ResourceEstimate;
import tollgate.guard.Dollars;
import tollgate.plan.Action;
import tollgate.plan.ResourceChange;

/** Pictures of a page: the stacks and what they need of each other, then each stack's resources. */
final class HtmlGraph {
  private static final int LONGEST_NAME = 26;
  private static final int LONGEST_TYPE = 22;

  /** Where no price stands beside it. */
  private static final int LONGEST_ALONE = 31;

  private final Markup page;
  private final PlanReport report;
  private final Map<String, ResourceEstimate> after;
  private final Map<String, ResourceEstimate> before;

  HtmlGraph(Markup page, PlanReport report) {
    this.page = page;
    this.report = report;
    this.after = byAddress(report.cost().after());
    this.before = byAddress(report.cost().before());
  }

  private static Map<String, ResourceEstimate> byAddress(Estimate estimate) {
    Map<String, ResourceEstimate> bills = new HashMap<>();
    estimate.resources().forEach(bill -> bills.put(key(bill.stack(), bill.address().text()), bill));
    return bills;
  }

  private static String key(String stack, String address) {
    return stack + '\n' + address;
  }

  void write() {
    page.add(
        """
        <section id="graph" aria-labelledby="graph-title">
        <h2 id="graph-title">What stands and what changes</h2>
        <p class="legend"><span class="new">+ new</span> <span class="changed">~ changed</span> <span class="replaced">± replaced</span> <span class="gone">− destroyed</span> <span class="same">· as it is</span></p>
        <p class="hint">An arrow goes from what is needed to what needs it. In a picture the arrow keys move, Enter shows the change.</p>
        """);
    if (report.stacks().size() > 1) {
      stacks();
    }
    int number = 0;
    for (PlannedStack stack : report.stacks()) {
      resources(stack, number++);
    }
    page.add("</section>\n");
  }

  /** What a box says. */
  private record Label(
      String style,
      String sign,
      String name,
      String type,
      String price,
      String title,
      Optional<String> target) {}

  private void stacks() {
    List<PlannedStack> all = report.stacks();
    List<Set<Integer>> needs = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      PlannedStack stack = all.get(i);
      Set<Integer> found = new TreeSet<>();
      for (int k = 0; k < all.size(); k++) {
        if (k != i && stack.dependsOn().contains(all.get(k).name())) {
          found.add(k);
        }
      }
      needs.add(found);
      Map<Action, Integer> counts = HtmlReport.counts(stack.plan().plan().changes());
      String totals = Totals.of(List.of(stack.plan()));
      String price = Dollars.text(price(stack.name()));
      labels.add(
          new Label(
              style(counts),
              "",
              stack.name(),
              totals.length() > LONGEST_TYPE ? signs(counts) : totals,
              price,
              "%s: %s, %s a month".formatted(stack.name(), totals, price),
              Optional.of("stack-" + i)));
    }
    picture("The stacks", new Graph(needs), labels);
  }

  private static String signs(Map<Action, Integer> counts) {
    List<String> words = new ArrayList<>();
    counts.forEach(
        (action, count) -> {
          if (action.changesSomething()) {
            words.add(sign(action) + count);
          }
        });
    return String.join("  ", words);
  }

  /** A stack of one fate has that colour; a mixed one has changed. */
  private static String style(Map<Action, Integer> counts) {
    List<String> styles =
        counts.keySet().stream()
            .filter(Action::changesSomething)
            .map(HtmlReport::style)
            .distinct()
            .toList();
    return styles.isEmpty() ? "same" : styles.size() == 1 ? styles.get(0) : "changed";
  }

  private BigDecimal price(String stack) {
    return report.cost().after().resources().stream()
        .filter(bill -> bill.stack().equals(stack))
        .map(ResourceEstimate::floor)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void resources(PlannedStack stack, int number) {
    String name = HtmlCost.name(stack.name());
    ResourceGraph drawn = ResourceGraph.of(stack.plan(), this::price);
    page.add(
        "<h3 id=\"stack-%s\" tabindex=\"-1\">%s <span class=\"aside\">%s, %s</span></h3>\n",
        number, name, Totals.of(List.of(stack.plan())), Dollars.monthly(price(stack.name())));
    if (drawn.boxes().isEmpty()) {
      page.add("<p class=\"hint\">No resources.</p>\n");
      return;
    }
    List<Label> labels = drawn.boxes().stream().map(box -> label(stack, number, box)).toList();
    picture("Resources of " + name, drawn.graph(), labels);
  }

  private Label label(PlannedStack stack, int number, ResourceGraph.Box box) {
    ResourceChange first = box.first();
    String type = first.type().startsWith("google_") ? first.type().substring(7) : first.type();
    boolean one = box.changes().size() == 1;
    String name = one ? name(first) : type;
    String price = price(box);
    String title =
        "%s %s%s"
            .formatted(
                box.action().word(),
                one ? first.address().text() : box.changes().size() + " of " + first.type(),
                price.isEmpty() ? "" : ", " + price + " a month");
    Optional<String> target =
        box.action().changesSomething()
            ? Optional.of(HtmlChanges.id(number, stack.plan().plan().changes().indexOf(first)))
            : Optional.empty();
    return new Label(
        HtmlReport.style(box.action()),
        sign(box.action()),
        name,
        one ? type : box.changes().size() + " alike",
        price,
        title,
        target);
  }

  /** The address without its type, which the box shows below it. */
  private static String name(ResourceChange change) {
    String text = change.address().text();
    int type = text.lastIndexOf(change.type() + ".");
    return type < 0 ? text : text.substring(type + change.type().length() + 1);
  }

  private static String price(ResourceGraph.Box box) {
    BigDecimal amount = box.price().amount();
    if (amount.signum() == 0) {
      return box.price().words().orElse("");
    }
    return Dollars.text(box.action() == Action.DELETE ? amount.negate() : amount);
  }

  private ResourceGraph.Price price(String stack, ResourceChange change) {
    boolean gone = change.action() == Action.DELETE || change.action() == Action.FORGET;
    return Optional.ofNullable((gone ? before : after).get(key(stack, change.address().text())))
        .map(
            bill ->
                new ResourceGraph.Price(
                    bill.floor(),
                    bill.coverage() == Coverage.UNCOVERED
                        ? Optional.of("no price")
                        : bill.coverage() == Coverage.USAGE
                            ? Optional.of("by use")
                            : Optional.empty()))
        .orElse(ResourceGraph.Price.FREE);
  }

  static String sign(Action action) {
    return switch (action) {
      case CREATE -> "+";
      case UPDATE -> "~";
      case REPLACE -> "±";
      case DELETE, FORGET -> "−";
      case READ, NO_OP -> "·";
    };
  }

  private void picture(String name, Graph graph, List<Label> labels) {
    page.add(
        "<div class=\"scroll picture\" role=\"region\" aria-label=\"%s, a picture\" tabindex=\"0\">"
            + "<svg role=\"group\" aria-label=\"%s\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\">\n",
        name, name, graph.width(), graph.height(), graph.width(), graph.height());
    Map<Integer, Graph.Placed> places = new HashMap<>();
    graph.places().forEach(place -> places.put(place.index(), place));
    for (Graph.Arrow arrow : graph.arrows()) {
      Optional.ofNullable(places.get(arrow.from()))
          .ifPresent(
              from ->
                  Optional.ofNullable(places.get(arrow.to()))
                      .ifPresent(to -> arrow(arrow, from, to)));
    }
    for (Graph.Placed place : graph.places()) {
      box(place, labels.get(place.index()));
    }
    page.add("</svg></div>\n");
  }

  private void arrow(Graph.Arrow arrow, Graph.Placed from, Graph.Placed to) {
    int x1 = from.x() + Graph.WIDTH;
    int y1 = from.y() + Graph.HEIGHT / 2;
    int x2 = to.x() - 5;
    int y2 = to.y() + Graph.HEIGHT / 2;
    int bend = Math.max(20, Math.min(60, (x2 - x1) / 2));
    page.add(
        "<g class=\"arrow\" data-from=\"%s\" data-to=\"%s\"><path d=\"M%s %sC%s %s %s %s %s %s\"/>"
            + "<path class=\"tip\" d=\"M%s %sl-7-4v8z\"/></g>",
        arrow.from(), arrow.to(), x1, y1, x1 + bend, y1, x2 - bend, y2, x2 - 3, y2, x2 + 3, y2);
  }

  private void box(Graph.Placed place, Label label) {
    boolean linked = label.target().isPresent();
    page.add(
        linked
            ? "<a class=\"box %s\" data-box=\"%s\" href=\"#%s\">"
            : "<g class=\"box %s\" data-box=\"%s\" data-still=\"%s\">",
        label.style(),
        place.index(),
        label.target().orElse(""));
    page.add(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"4\"><title>%s </title></rect>"
            + "<rect class=\"edge\" x=\"%s\" y=\"%s\" width=\"4\" height=\"%s\"/>",
        place.x(),
        place.y(),
        Graph.WIDTH,
        Graph.HEIGHT,
        label.title(),
        place.x(),
        place.y(),
        Graph.HEIGHT);
    int text = place.x() + (label.sign().isEmpty() ? 14 : 28);
    page.add(
        "<text class=\"sign\" x=\"%s\" y=\"%s\">%s </text><text class=\"name\" x=\"%s\" y=\"%s\">%s </text>"
            + "<text class=\"type\" x=\"%s\" y=\"%s\">%s </text><text class=\"price\" x=\"%s\" y=\"%s\">%s </text>",
        place.x() + 13,
        place.y() + 20,
        label.sign(),
        text,
        place.y() + 19,
        Printable.text(label.name(), LONGEST_NAME),
        text,
        place.y() + 36,
        Printable.text(label.type(), label.price().isEmpty() ? LONGEST_ALONE : LONGEST_TYPE),
        place.x() + Graph.WIDTH - 10,
        place.y() + 36,
        label.price());
    page.add(linked ? "</a>\n" : "</g>\n");
  }
}
