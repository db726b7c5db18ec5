package tollgate.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tollgate.cost.CostChange;
import tollgate.cost.Coverage;
import tollgate.cost.Estimate;
import tollgate.cost.Line;
import tollgate.cost.ResourceEstimate;
import tollgate.guard.Dollars;
import tollgate.guard.Policy;

/** A bill as text: resources with money by stack, dearest first, then what has none. */
final class CostText {
  private static final int AMOUNT = 11;
  private static final int AMOUNTS = 3 * AMOUNT;

  /** Below this width only the floor fits beside a name. */
  private static final int ROOM_FOR_THREE = 64;

  private final Page page;
  private final boolean wide;

  CostText(Page page) {
    this.page = page;
    this.wide = page.columns() >= ROOM_FOR_THREE;
  }

  void write(CostChange cost, Optional<Policy.Budget> budget, boolean lines) {
    Estimate after = cost.after();
    page.line(page.toned(Style.Tone.HEADING, row("Price a month", "floor", "usage", "ceiling")));
    Map<String, List<ResourceEstimate>> stacks = new LinkedHashMap<>();
    for (ResourceEstimate bill : after.resources()) {
      if (bill.ceiling().signum() != 0) {
        stacks.computeIfAbsent(bill.stack(), stack -> new ArrayList<>()).add(bill);
      }
    }
    stacks.forEach((stack, bills) -> stack(stack, bills, lines));
    for (Line line : after.shared()) {
      amountRow("  " + line.what(), line.amount(), line.amount(), line.amount());
    }
    amountRow("Total", after.floor(), after.usage(), after.ceiling());
    amountRow("Before", cost.before().floor(), cost.before().usage(), cost.before().ceiling());
    page.paragraph(
        0, "This change: " + Dollars.change(cost.floorIncrease()) + " a month to the floor.");
    if (lines) {
      parts(cost);
    }
    budget.ifPresent(
        limit ->
            page.paragraph(
                0,
                "Budget: %s a month, held against the %s."
                    .formatted(Dollars.text(limit.monthly()), limit.basis().json())));
    coverage(after);
  }

  private void parts(CostChange cost) {
    tollgate.cost.Totals all = tollgate.cost.Totals.of(cost.after());
    page.paragraph(
        0,
        "Left running: %s a day, %s for 30 days."
            .formatted(Dollars.text(all.ofDays(1).floor()), Dollars.text(all.ofDays(30).floor())));
    if (cost.after().freeTier().signum() != 0) {
      page.paragraph(
          0,
          "Without the free tier, which holds once for a billing account: %s a month."
              .formatted(Dollars.text(all.usage().subtract(cost.after().freeTier()))));
    }
    if (cost.stacks().size() > 1) {
      page.line(page.toned(Style.Tone.HEADING, "By stack"));
      cost.stacks()
          .forEach(
              (name, change) -> {
                part(name, change.after());
                BigDecimal added = change.after().floor().subtract(change.before().floor());
                if (added.signum() != 0) {
                  page.paragraph(4, Style.Tone.QUIET, Dollars.change(added) + " by this change");
                }
              });
    }
    if (!cost.labels().isEmpty()) {
      page.line(page.toned(Style.Tone.HEADING, "By label"));
      cost.labels().forEach(this::part);
    }
    for (CostChange.Replaced one : cost.replaced()) {
      if (one.before().ceiling().signum() != 0 || one.after().ceiling().signum() != 0) {
        page.hanging(
            2,
            "replaced:",
            Style.Tone.QUIET,
            "%s, floor %s before and %s after"
                .formatted(
                    one.address().text(),
                    Dollars.text(one.before().floor()),
                    Dollars.text(one.after().floor())));
      }
    }
  }

  private void part(String name, tollgate.cost.Totals totals) {
    amountRow("  " + name, totals.floor(), totals.usage(), totals.ceiling());
  }

  private void stack(String stack, List<ResourceEstimate> bills, boolean lines) {
    if (!stack.isEmpty()) {
      page.line("  " + page.toned(Style.Tone.HEADING, Printable.text(stack)));
    }
    bills.stream()
        .sorted(Comparator.comparing(ResourceEstimate::floor).reversed())
        .forEach(
            bill -> {
              amountRow("    " + bill.address().text(), bill.floor(), bill.usage(), bill.ceiling());
              if (lines) {
                bill.lines().forEach(line -> page.paragraph(8, Style.Tone.QUIET, arithmetic(line)));
              }
            });
  }

  private void coverage(Estimate estimate) {
    long free = count(estimate, Coverage.FREE);
    long usage = count(estimate, Coverage.USAGE);
    List<ResourceEstimate> uncovered = estimate.uncovered();
    page.paragraph(
        0,
        Style.Tone.QUIET,
        "%d priced, %d free, %d billed by use only, %d not known. Prices of %s%s."
            .formatted(
                count(estimate, Coverage.PRICED),
                free,
                usage,
                uncovered.size(),
                estimate.priceBookAsOf(),
                estimate.oldestPrice().map(day -> ", the oldest of " + day).orElse("")));
    if (estimate.otherProviders() > 0) {
      page.paragraph(
          0,
          Style.Tone.QUIET,
          "%d of those not known belong to other providers than Google's."
              .formatted(estimate.otherProviders()));
    }
    for (ResourceEstimate bill : uncovered) {
      page.hanging(
          2, "not known:", Style.Tone.WARNED, bill.address().text() + ", " + bill.reason());
    }
  }

  private static long count(Estimate estimate, Coverage coverage) {
    return estimate.resources().stream().filter(bill -> bill.coverage() == coverage).count();
  }

  void explain(ResourceEstimate bill) {
    page.heading(bill.address().text());
    if (!bill.reason().isEmpty()) {
      page.paragraph(2, bill.coverage().json() + ": " + bill.reason());
    }
    for (Line line : bill.lines()) {
      page.hanging(2, "%-8s".formatted(line.basis().json()), Style.Tone.QUIET, arithmetic(line));
      page.paragraph(11, Style.Tone.QUIET, "price " + line.sku() + " in " + line.region());
      if (!line.note().isEmpty()) {
        page.paragraph(11, Style.Tone.QUIET, line.note());
      }
    }
    page.line("  floor " + Dollars.monthly(bill.floor()));
    page.line("  usage " + Dollars.monthly(bill.usage()));
    page.line("  ceiling " + Dollars.monthly(bill.ceiling()));
  }

  private static String arithmetic(Line line) {
    return "%s: %s %s x $%s = %s"
        .formatted(
            line.what(),
            plain(line.quantity()),
            line.unit(),
            plain(line.unitPrice()),
            Dollars.text(line.amount()));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private void amountRow(String name, BigDecimal floor, BigDecimal usage, BigDecimal ceiling) {
    String shown = Printable.text(name);
    String row = row(shown, Dollars.text(floor), Dollars.text(usage), Dollars.text(ceiling));
    int room = page.columns() - (wide ? AMOUNTS : AMOUNT);
    if (shown.length() >= room) {
      // The name takes lines of its own; the amounts follow under it.
      int indent = shown.length() - shown.stripLeading().length();
      page.paragraph(indent, shown);
      row = row("", Dollars.text(floor), Dollars.text(usage), Dollars.text(ceiling));
    }
    page.line(row);
  }

  private String row(String name, String floor, String usage, String ceiling) {
    int room = page.columns() - (wide ? AMOUNTS : AMOUNT);
    String left = name + " ".repeat(Math.max(0, room - name.length()));
    String first = right(floor);
    return wide ? left + first + right(usage) + right(ceiling) : left + first;
  }

  private static String right(String amount) {
    return " ".repeat(Math.max(1, AMOUNT - amount.length())) + amount;
  }
}
