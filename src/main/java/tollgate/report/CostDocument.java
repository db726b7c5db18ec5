package tollgate.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import tollgate.cost.CostChange;
import tollgate.cost.Estimate;
import tollgate.cost.Line;
import tollgate.cost.ResourceEstimate;
import tollgate.cost.Totals;

/** The cost document; amounts are exact decimal strings. */
final class CostDocument {
  private CostDocument() {}

  static ObjectNode of(CostChange cost) {
    Estimate after = cost.after();
    ObjectNode document = JsonReport.document();
    document.put("currency", Estimate.CURRENCY);
    totals(document, after);
    ArrayNode resources = document.putArray("resources");
    after.resources().forEach(bill -> resources.add(resource(bill)));
    ArrayNode shared = document.putArray("shared");
    after.shared().forEach(line -> shared.add(line(line)));
    ArrayNode uncovered = document.putArray("uncovered");
    after.uncovered().forEach(bill -> uncovered.add(bill.address().text()));
    totals(document.putObject("before"), cost.before());
    ObjectNode change = document.putObject("change");
    change.put("floor", text(after.floor().subtract(cost.before().floor())));
    change.put("usage", text(after.usage().subtract(cost.before().usage())));
    change.put("ceiling", text(after.ceiling().subtract(cost.before().ceiling())));
    totals(document.putObject("perDay"), Totals.of(after).ofDays(1));
    totals(document.putObject("thirtyDays"), Totals.of(after).ofDays(30));
    document.put("freeTier", text(after.freeTier()));
    document.put("otherProviders", after.otherProviders());
    stacks(document.putArray("stacks"), cost);
    ArrayNode labels = document.putArray("labels");
    cost.labels()
        .forEach((label, totals) -> totals(labels.addObject().put("label", label), totals));
    ArrayNode replaced = document.putArray("replaced");
    for (CostChange.Replaced one : cost.replaced()) {
      ObjectNode node = replaced.addObject();
      node.put("stack", one.stack());
      node.put("address", one.address().text());
      totals(node.putObject("before"), one.before());
      totals(node.putObject("after"), one.after());
    }
    ObjectNode book = document.putObject("priceBook");
    book.put("asOf", after.priceBookAsOf().toString());
    book.put("oldest", after.oldestPrice().map(Object::toString).orElse(null));
    return document;
  }

  private static void stacks(ArrayNode to, CostChange cost) {
    cost.stacks()
        .forEach(
            (name, change) -> {
              ObjectNode node = to.addObject().put("name", name);
              totals(node, change.after());
              totals(node.putObject("before"), change.before());
              totals(node.putObject("change"), change.after().minus(change.before()));
            });
  }

  private static void totals(ObjectNode to, Estimate estimate) {
    totals(to, Totals.of(estimate));
  }

  private static void totals(ObjectNode to, Totals totals) {
    to.put("floor", text(totals.floor()));
    to.put("usage", text(totals.usage()));
    to.put("ceiling", text(totals.ceiling()));
  }

  private static ObjectNode resource(ResourceEstimate bill) {
    ObjectNode node = JsonReport.JSON.objectNode();
    node.put("stack", bill.stack());
    node.put("address", bill.address().text());
    node.put("type", bill.type());
    node.put("coverage", bill.coverage().json());
    node.put("floor", text(bill.floor()));
    node.put("usage", text(bill.usage()));
    node.put("ceiling", text(bill.ceiling()));
    node.put("reason", bill.reason());
    ArrayNode lines = node.putArray("lines");
    bill.lines().forEach(line -> lines.add(line(line)));
    return node;
  }

  private static ObjectNode line(Line line) {
    ObjectNode node = JsonReport.JSON.objectNode();
    node.put("what", line.what());
    node.put("sku", line.sku());
    node.put("region", line.region());
    node.put("quantity", text(line.quantity()));
    node.put("unit", line.unit());
    node.put("unitPrice", text(line.unitPrice()));
    node.put("amount", text(line.amount()));
    node.put("basis", line.basis().json());
    node.put("note", line.note());
    return node;
  }

  /** Without an exponent and without zeros that mean nothing. */
  static String text(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
