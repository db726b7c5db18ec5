package tollgate.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tollgate.cost.Basis;
import tollgate.cost.CostChange;
import tollgate.cost.Coverage;
import tollgate.cost.Estimate;
import tollgate.cost.Line;
import tollgate.cost.ResourceEstimate;

/**
 * A bill in the shape of {@code infracost breakdown --format json} (version 0.2), so that comments
 * and policies written for it work here too. Monthly costs are the floor with the declared usage; a
 * project is a stack, and what belongs to no stack is a project of its own.
 */
final class InfracostDocument {
  private static final String VERSION = "0.2";
  private static final String SHARED = "shared";
  private static final BigDecimal HOURS = BigDecimal.valueOf(730);
  private static final int DECIMALS = 12;

  private InfracostDocument() {}

  static ObjectNode of(CostChange cost, Instant now) {
    ObjectNode document = JsonReport.JSON.objectNode();
    document.put("version", VERSION);
    ObjectNode metadata = document.putObject("metadata");
    metadata.put("infracostCommand", "breakdown");
    document.put("currency", Estimate.CURRENCY);
    ArrayNode projects = document.putArray("projects");
    Map<String, List<ResourceEstimate>> was = byStack(cost.before());
    Map<String, List<ResourceEstimate>> is = byStack(cost.after());
    for (String stack : cost.stacks().keySet()) {
      project(
          projects.addObject(),
          stack,
          breakdown(was.getOrDefault(stack, List.of())),
          breakdown(is.getOrDefault(stack, List.of())));
    }
    if (!cost.after().shared().isEmpty() || !cost.before().shared().isEmpty()) {
      project(projects.addObject(), SHARED, shared(cost.before()), shared(cost.after()));
    }
    BigDecimal before = cost.before().usage();
    BigDecimal after = cost.after().usage();
    totals(document, "total", after);
    document.put("totalMonthlyUsageCost", CostDocument.text(after.subtract(cost.after().floor())));
    totals(document, "pastTotal", before);
    totals(document, "diffTotal", after.subtract(before));
    document.put("timeGenerated", now.toString());
    document.set("summary", summary(cost.after().resources()));
    return document;
  }

  private static Map<String, List<ResourceEstimate>> byStack(Estimate estimate) {
    Map<String, List<ResourceEstimate>> stacks = new LinkedHashMap<>();
    for (ResourceEstimate bill : estimate.resources()) {
      stacks.computeIfAbsent(bill.stack(), name -> new java.util.ArrayList<>()).add(bill);
    }
    return stacks;
  }

  /** Resources in the shape, with their sum. */
  private record Breakdown(ArrayNode resources, BigDecimal monthly, BigDecimal usage) {}

  private static Breakdown breakdown(List<ResourceEstimate> bills) {
    ArrayNode resources = JsonReport.JSON.arrayNode();
    BigDecimal monthly = BigDecimal.ZERO;
    BigDecimal usage = BigDecimal.ZERO;
    for (ResourceEstimate bill : bills) {
      if (bill.coverage() != Coverage.FREE && !bill.lines().isEmpty()) {
        resources.add(resource(bill.address().text(), bill.type(), bill.lines(), bill.usage()));
        monthly = monthly.add(bill.usage());
        usage = usage.add(bill.usage().subtract(bill.floor()));
      }
    }
    return new Breakdown(resources, monthly, usage);
  }

  private static Breakdown shared(Estimate estimate) {
    ArrayNode resources = JsonReport.JSON.arrayNode();
    BigDecimal monthly = BigDecimal.ZERO;
    for (Line line : estimate.shared()) {
      if (line.basis() != Basis.CEILING) {
        resources.add(resource(line.what(), SHARED, List.of(line), line.amount()));
        monthly = monthly.add(line.amount());
      }
    }
    return new Breakdown(resources, monthly, BigDecimal.ZERO);
  }

  private static ObjectNode resource(
      String name, String type, List<Line> lines, BigDecimal monthly) {
    ObjectNode node = JsonReport.JSON.objectNode();
    node.put("name", name);
    node.put("resourceType", type);
    node.putObject("metadata");
    totals(node, "", monthly);
    ArrayNode components = node.putArray("costComponents");
    for (Line line : lines) {
      if (line.basis() != Basis.CEILING) {
        components.add(component(line));
      }
    }
    return node;
  }

  private static ObjectNode component(Line line) {
    ObjectNode node = JsonReport.JSON.objectNode();
    node.put("name", line.what());
    node.put("unit", line.unit());
    node.put("hourlyQuantity", hourly(line.quantity()));
    node.put("monthlyQuantity", CostDocument.text(line.quantity()));
    node.put("price", CostDocument.text(line.unitPrice()));
    node.put("hourlyCost", hourly(line.amount()));
    node.put("monthlyCost", CostDocument.text(line.amount()));
    node.put("usageBased", line.basis() == Basis.USAGE);
    node.put("priceNotFound", false);
    return node;
  }

  private static void project(ObjectNode project, String stack, Breakdown was, Breakdown is) {
    project.put("name", stack.isEmpty() ? "plan" : stack);
    ObjectNode metadata = project.putObject("metadata");
    metadata.put("path", stack);
    metadata.put("type", "terraform_plan_json");
    write(project.putObject("pastBreakdown"), was);
    write(project.putObject("breakdown"), is);
    ObjectNode diff = project.putObject("diff");
    diff.set("resources", differences(was.resources(), is.resources()));
    totals(diff, "total", is.monthly().subtract(was.monthly()));
  }

  private static void write(ObjectNode to, Breakdown breakdown) {
    to.set("resources", breakdown.resources());
    totals(to, "total", breakdown.monthly());
    to.put("totalMonthlyUsageCost", CostDocument.text(breakdown.usage()));
  }

  private static ArrayNode differences(ArrayNode was, ArrayNode is) {
    Map<String, BigDecimal> changes = new TreeMap<>();
    is.forEach(one -> changes.merge(name(one), monthly(one), BigDecimal::add));
    was.forEach(one -> changes.merge(name(one), monthly(one).negate(), BigDecimal::add));
    ArrayNode differences = JsonReport.JSON.arrayNode();
    changes.forEach(
        (name, change) -> {
          if (change.signum() != 0) {
            ObjectNode node = differences.addObject().put("name", name);
            totals(node, "", change);
            node.putArray("costComponents");
          }
        });
    return differences;
  }

  private static String name(com.fasterxml.jackson.databind.JsonNode resource) {
    return resource.path("name").asText();
  }

  private static BigDecimal monthly(com.fasterxml.jackson.databind.JsonNode resource) {
    return new BigDecimal(resource.path("monthlyCost").asText());
  }

  private static void totals(ObjectNode to, String prefix, BigDecimal monthly) {
    to.put(key(prefix, "HourlyCost"), hourly(monthly));
    to.put(key(prefix, "MonthlyCost"), CostDocument.text(monthly));
  }

  private static String key(String prefix, String name) {
    return prefix.isEmpty()
        ? name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1)
        : prefix + name;
  }

  private static String hourly(BigDecimal monthly) {
    return CostDocument.text(monthly.divide(HOURS, DECIMALS, RoundingMode.HALF_UP));
  }

  private static ObjectNode summary(List<ResourceEstimate> bills) {
    Map<String, Integer> unsupported = new TreeMap<>();
    Map<String, Integer> free = new TreeMap<>();
    int usageBased = 0;
    for (ResourceEstimate bill : bills) {
      switch (bill.coverage()) {
        case UNCOVERED -> unsupported.merge(bill.type(), 1, Integer::sum);
        case FREE -> free.merge(bill.type(), 1, Integer::sum);
        case USAGE -> usageBased++;
        case PRICED -> {}
      }
    }
    int outside = unsupported.values().stream().mapToInt(Integer::intValue).sum();
    int costless = free.values().stream().mapToInt(Integer::intValue).sum();
    ObjectNode summary = JsonReport.JSON.objectNode();
    summary.put("totalDetectedResources", bills.size());
    summary.put("totalSupportedResources", bills.size() - outside - costless);
    summary.put("totalUnsupportedResources", outside);
    summary.put("totalUsageBasedResources", usageBased);
    summary.put("totalNoPriceResources", costless);
    ObjectNode counts = summary.putObject("unsupportedResourceCounts");
    unsupported.forEach(counts::put);
    ObjectNode costlessCounts = summary.putObject("noPriceResourceCounts");
    free.forEach(costlessCounts::put);
    return summary;
  }
}
