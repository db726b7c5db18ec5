package tollgate.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tollgate.cost.CostChange;
import tollgate.cost.Line;
import tollgate.cost.ResourceEstimate;

/**
 * A bill as comma-separated values, a row for each line (RFC 4180). A resource without lines has
 * one row without amounts; what belongs to no resource has no address.
 */
final class CostCsv {
  private static final List<String> HEADING =
      List.of(
          "stack",
          "address",
          "type",
          "coverage",
          "basis",
          "what",
          "sku",
          "region",
          "quantity",
          "unit",
          "unit_price",
          "amount_usd",
          "note");

  private CostCsv() {}

  static String of(CostChange cost) {
    StringBuilder text = new StringBuilder(String.join(",", HEADING)).append('\n');
    for (ResourceEstimate bill : cost.after().resources()) {
      if (bill.lines().isEmpty()) {
        row(text, about(bill), Stream.of("", "", "", "", "", "", "", "", bill.reason()));
      }
      bill.lines().forEach(line -> row(text, about(bill), cells(line)));
    }
    cost.after().shared().forEach(line -> row(text, Stream.of("", "", "", ""), cells(line)));
    return text.toString();
  }

  private static Stream<String> about(ResourceEstimate bill) {
    return Stream.of(bill.stack(), bill.address().text(), bill.type(), bill.coverage().json());
  }

  private static Stream<String> cells(Line line) {
    return Stream.of(
        line.basis().json(),
        line.what(),
        line.sku(),
        line.region(),
        CostDocument.text(line.quantity()),
        line.unit(),
        CostDocument.text(line.unitPrice()),
        CostDocument.text(line.amount()),
        line.note());
  }

  private static void row(StringBuilder text, Stream<String> first, Stream<String> second) {
    text.append(Stream.concat(first, second).map(CostCsv::cell).collect(Collectors.joining(",")))
        .append('\n');
  }

  /** A spreadsheet must not take a name for a formula. */
  private static String cell(String written) {
    String plain = Printable.text(written);
    boolean formula = !plain.isEmpty() && "=+-@".indexOf(plain.charAt(0)) >= 0;
    boolean number = plain.matches("-?[0-9]+(\\.[0-9]+)?");
    String safe = formula && !number ? "'" + plain : plain;
    return safe.indexOf(',') < 0 && safe.indexOf('"') < 0
        ? safe
        : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
