package tollgate.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a meter writes: lines, and reasons why a part of the cost cannot be said. */
final class Bill {

  private final PriceBook book;
  private final Function<String, BigDecimal> declared;
  private final List<Line> lines = new ArrayList<>();
  private final Set<String> problems = new LinkedHashSet<>();
  private final Set<String> offers = new LinkedHashSet<>();
  private String free = "";
  private String shared = "";

  /**
   * @param declared the monthly usage somebody declared for this resource, by key; zero when none
   */
  Bill(PriceBook book, Function<String, BigDecimal> declared) {
    this.book = book;
    this.declared = declared;
  }

  PriceBook book() {
    return book;
  }

  BigDecimal declared(String key) {
    return declared.apply(key);
  }

  boolean isDeclared(String key) {
    return declared(key).signum() > 0;
  }

  void floor(String what, String sku, String region, BigDecimal quantity, String note) {
    line(Basis.FLOOR, what, sku, region, quantity, note);
  }

  void ceiling(String what, String sku, String region, BigDecimal quantity, String note) {
    line(Basis.CEILING, what, sku, region, quantity, note);
  }

  /** A price that is due only for declared usage; without any it is just mentioned. */
  void usage(String what, String sku, String region, BigDecimal quantity, String note) {
    if (quantity.signum() == 0) {
      Optional<Price> price = book.first(sku, region);
      offers.add(
          price
              .map(p -> "%s $%s per %s".formatted(what, p.usd().toPlainString(), p.unit()))
              .orElse("%s (no price in the book for %s)".formatted(what, Notes.shown(region))));
    } else {
      line(Basis.USAGE, what, sku, region, quantity, note);
    }
  }

  /** A declared quantity at its price. */
  void declared(String what, String sku, String region, String key) {
    usage(what, sku, region, declared(key), "");
  }

  /** Declared single operations, billed by the ten thousand or the million. */
  void declared(String what, String sku, String region, String key, long unitsPerPrice) {
    usage(what, sku, region, Month.quotient(declared(key), BigDecimal.valueOf(unitsPerPrice)), "");
  }

  /** Puts a quantity on the bill, tier by tier where the price has several. */
  void line(Basis basis, String what, String sku, String region, BigDecimal quantity, String note) {
    if (quantity.signum() == 0) {
      return;
    }
    List<Price> tiers = book.find(sku, region);
    if (tiers.isEmpty()) {
      uncovered("the price book has no %s for %s".formatted(Notes.shown(sku), Notes.shown(region)));
      return;
    }
    BigDecimal upper = quantity;
    for (int i = tiers.size() - 1; i >= 0; i--) {
      Price tier = tiers.get(i);
      boolean whole = i == 0;
      if (whole || upper.compareTo(tier.tierStart()) > 0) {
        BigDecimal part = whole ? upper : upper.subtract(tier.tierStart());
        lines.add(line(basis, what, tier, part, note));
        upper = upper.subtract(part);
      }
    }
  }

  private static Line line(
      Basis basis, String what, Price price, BigDecimal quantity, String note) {
    String derived = price.confidence() == Price.Confidence.DERIVED ? "derived price" : "";
    return new Line(
        what,
        price.sku(),
        price.region(),
        quantity,
        price.unit(),
        price.usd(),
        quantity.multiply(price.usd()),
        basis,
        Notes.join(note, derived));
  }

  /** A part of the cost is not known; the lines so far are a lower bound. */
  void uncovered(String reason) {
    problems.add(reason);
  }

  /** Google bills nothing for it. */
  void free(String reason) {
    free = reason;
  }

  /** Its standing charge is one that it shares with others, outside its own bill. */
  void shared(String reason) {
    shared = reason;
  }

  /**
   * For a choice that is known only after apply: the dearest case is billed, in the floor first,
   * and where another case has more usage or a higher ceiling, that too.
   */
  void costliest(String why, List<Consumer<Bill>> cases) {
    List<Bill> bills = new ArrayList<>();
    for (Consumer<Bill> one : cases) {
      Bill bill = new Bill(book, declared);
      one.accept(bill);
      bills.add(bill);
      problems.addAll(bill.problems);
    }
    Bill dearest =
        bills.stream()
            .max(
                Comparator.<Bill, BigDecimal>comparing(bill -> bill.sum(Basis.FLOOR))
                    .thenComparing(bill -> bill.sum(Basis.USAGE))
                    .thenComparing(bill -> bill.sum(Basis.CEILING)))
            .orElseThrow();
    for (Line line : dearest.lines) {
      lines.add(noted(line, why));
    }
    offers.addAll(dearest.offers);
    BigDecimal lift = BigDecimal.ZERO;
    for (Basis basis : List.of(Basis.USAGE, Basis.CEILING)) {
      BigDecimal most =
          bills.stream().map(bill -> bill.sum(basis)).max(Comparator.naturalOrder()).orElseThrow();
      BigDecimal missing = most.subtract(dearest.sum(basis)).subtract(lift);
      if (missing.signum() > 0) {
        lines.add(adjustment(missing, basis, why));
        lift = lift.add(missing);
      }
    }
  }

  private static Line adjustment(BigDecimal usd, Basis basis, String why) {
    return new Line(
        "More, if the choice falls the other way",
        "-",
        PriceBook.GLOBAL,
        usd,
        "USD",
        BigDecimal.ONE,
        usd,
        basis,
        why);
  }

  private static Line noted(Line line, String note) {
    return new Line(
        line.what(),
        line.sku(),
        line.region(),
        line.quantity(),
        line.unit(),
        line.unitPrice(),
        line.amount(),
        line.basis(),
        Notes.join(line.note(), note));
  }

  BigDecimal sum(Basis upTo) {
    return lines.stream()
        .filter(line -> line.basis().compareTo(upTo) <= 0)
        .map(Line::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  /** How far the cost is known. */
  Coverage coverage() {
    if (!problems.isEmpty()) {
      return Coverage.UNCOVERED;
    }
    if (!shared.isEmpty() || lines.stream().anyMatch(line -> line.basis() == Basis.FLOOR)) {
      return Coverage.PRICED;
    }
    return free.isEmpty() ? Coverage.USAGE : Coverage.FREE;
  }

  /** Why it is free, usage-only or uncovered; when priced, only what it shares. */
  String reason() {
    return switch (coverage()) {
      case PRICED -> shared;
      case FREE -> free;
      case UNCOVERED -> String.join("; ", problems);
      case USAGE ->
          offers.isEmpty() ? "billed by use" : "billed by use: " + String.join(", ", offers);
    };
  }
}
