package tollgate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tollgate.cost.Estimate;
import tollgate.cost.Estimator;
import tollgate.cost.ResourceEstimate;
import tollgate.guard.Dollars;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;
import tollgate.report.JsonReport;
import tollgate.report.Printable;
import tollgate.sandbox.SandboxObject;
import tollgate.sandbox.cloud.Rehearsal;

/** What a sandbox holds, since when, and what it would cost a month. */
record SandboxStatus(List<SandboxObject> objects, Estimate estimate, Rehearsal.State rehearsal) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  static SandboxStatus of(List<SandboxObject> objects, Rehearsal.State rehearsal) {
    return new SandboxStatus(
        objects, Estimator.shipped().estimate(List.of(plan(objects))), rehearsal);
  }

  /** What exists as a plan that changes nothing, which is what an estimate is made of. */
  private static StackPlan plan(List<SandboxObject> objects) {
    ObjectMapper json = new ObjectMapper();
    ObjectNode document = json.createObjectNode().put("format_version", "1.2");
    ArrayNode changes = document.putArray("resource_changes");
    for (int i = 0; i < objects.size(); i++) {
      SandboxObject object = objects.get(i);
      ObjectNode change =
          changes
              .addObject()
              .put("address", address(object, i))
              .put("mode", "managed")
              .put("type", object.type())
              .put("name", "object-" + i)
              .put("provider_name", "registry.terraform.io/hashicorp/google")
              .putObject("change");
      change.putArray("actions").add("no-op");
      change.set("before", object.state());
      change.set("after", object.state());
      change.putObject("after_unknown");
    }
    return new StackPlan("sandbox", Plan.parse(document));
  }

  private static String address(SandboxObject object, int position) {
    return object.type() + ".object-" + position;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    if (objects.isEmpty()) {
      text.append("The sandbox is empty.%n".formatted());
    } else {
      Map<String, BigDecimal> prices = prices();
      for (int i = 0; i < objects.size(); i++) {
        SandboxObject object = objects.get(i);
        BigDecimal floor = prices.getOrDefault(address(object, i), BigDecimal.ZERO);
        line(
            text,
            "%-40s %-16s %9s  %s"
                .formatted(
                    object.type(),
                    TIME.format(object.created()),
                    floor.signum() == 0 ? "" : Dollars.text(floor),
                    object.name()));
      }
      line(
          text,
          "%d %s since %s UTC; in the cloud they would cost at least %s a month, %s with what is declared or assumed of their use."
              .formatted(
                  objects.size(),
                  objects.size() == 1 ? "object" : "objects",
                  TIME.format(objects.get(0).created()),
                  Dollars.text(estimate.floor()),
                  Dollars.text(estimate.usage())));
    }
    rehearsal.breakages().forEach(each -> line(text, "Broken: " + SandboxRehearsal.sentence(each)));
    rehearsal.off().stream()
        .filter(rule -> !Rehearsal.State.OFF_AT_FIRST.contains(rule))
        .sorted()
        .forEach(rule -> line(text, "Off: the rule " + rule));
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(Printable.text(line)).append(System.lineSeparator());
  }

  private Map<String, BigDecimal> prices() {
    Map<String, BigDecimal> prices = new HashMap<>();
    for (ResourceEstimate each : estimate.resources()) {
      prices.put(each.address().text(), each.floor());
    }
    return prices;
  }

  String json() {
    ObjectNode document = JsonReport.document();
    Map<String, BigDecimal> prices = prices();
    ArrayNode all = document.putArray("objects");
    for (int i = 0; i < objects.size(); i++) {
      SandboxObject object = objects.get(i);
      all.addObject()
          .put("type", object.type())
          .put("id", object.id())
          .put("name", object.name())
          .put("created", object.created().toString())
          .put("floor", prices.getOrDefault(address(object, i), BigDecimal.ZERO).toPlainString());
    }
    document
        .putObject("cost")
        .put("currency", Estimate.CURRENCY)
        .put("floor", estimate.floor().toPlainString())
        .put("usage", estimate.usage().toPlainString())
        .put("ceiling", estimate.ceiling().toPlainString());
    ArrayNode broken = document.putArray("broken");
    rehearsal
        .breakages()
        .forEach(
            each ->
                broken
                    .addObject()
                    .put("what", each.kind().word())
                    .put("on", each.on())
                    .put("left", each.left())
                    .put("since", each.since().toString()));
    ArrayNode off = document.putArray("rulesOff");
    rehearsal.off().stream().sorted().forEach(off::add);
    return JsonReport.write(document);
  }
}
