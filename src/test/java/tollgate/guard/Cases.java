package tollgate.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tollgate.cost.Basis;
import tollgate.cost.CostChange;
import tollgate.cost.Coverage;
import tollgate.cost.Estimate;
import tollgate.cost.Estimator;
import tollgate.cost.Line;
import tollgate.cost.ResourceEstimate;
import tollgate.plan.Address;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/**
 * Test cases as data: a plan or a synthesized configuration, with an extra key {@code tollgate} for
 * the policy and, where the price book's own are not wanted, for prices by address (null: not
 * known).
 */
final class Cases {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Estimate NOTHING =
      new Estimate(List.of(), List.of(), TODAY, Optional.empty());

  private Cases() {}

  static JsonNode read(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  static JsonNode json(String text) throws IOException {
    return JSON.readTree(text.replace('\'', '"'));
  }

  static Scene scene(JsonNode json) {
    return new Scene(List.of(stack(json)), Optional.of(cost(json)), policy(json), TODAY);
  }

  /** The same at the prices of the shipped book. */
  static Scene priced(JsonNode json) {
    List<StackPlan> plans = List.of(stack(json));
    return new Scene(plans, Optional.of(Estimator.shipped().change(plans)), policy(json), TODAY);
  }

  static StackPlan stack(JsonNode json) {
    return new StackPlan(
        "lake", json.has("resource_changes") ? Plan.parse(json) : Plan.ofConfiguration(json));
  }

  static Policy policy(JsonNode json) {
    JsonNode own = json.path("tollgate");
    Policy policy =
        own.path("budget").isTextual()
            ? Policy.NONE.withBudget(new BigDecimal(own.path("budget").textValue()))
            : Policy.NONE;
    Map<String, BigDecimal> stacks = new HashMap<>();
    own.path("stacks")
        .properties()
        .forEach(stack -> stacks.put(stack.getKey(), new BigDecimal(stack.getValue().asText())));
    return policy
        .withLimits(
            new Policy.Limits(Basis.FLOOR, amount(own, "increase"), amount(own, "percent"), stacks))
        .withAllowed(
            new Policy.Allowed(
                texts(own, "locations"),
                texts(own, "machine_families"),
                texts(own, "images"),
                texts(own, "domains")));
  }

  private static Optional<BigDecimal> amount(JsonNode own, String key) {
    return own.path(key).isTextual()
        ? Optional.of(new BigDecimal(own.path(key).textValue()))
        : Optional.empty();
  }

  private static List<String> texts(JsonNode own, String key) {
    return Json.stream(own.path(key)).map(JsonNode::asText).toList();
  }

  static CostChange cost(JsonNode json) {
    return new CostChange(NOTHING, estimate(json.path("tollgate").path("prices")));
  }

  static CostChange cost(String before, String after) {
    return new CostChange(
        before.equals("0") ? NOTHING : estimateOf("google_storage_bucket.it", before),
        estimateOf("google_storage_bucket.it", after));
  }

  private static Estimate estimateOf(String address, String amount) {
    return estimate(JSON.createObjectNode().put(address, amount));
  }

  static Estimate estimate(JsonNode prices) {
    List<ResourceEstimate> bills = new ArrayList<>();
    for (Map.Entry<String, JsonNode> price : prices.properties()) {
      String type = price.getKey().substring(0, price.getKey().indexOf('.'));
      boolean known = price.getValue().isTextual();
      bills.add(
          new ResourceEstimate(
              "lake",
              new Address(price.getKey()),
              type,
              known ? Coverage.PRICED : Coverage.UNCOVERED,
              known ? List.of(line(new BigDecimal(price.getValue().textValue()))) : List.of(),
              known ? "" : "the price book has no meter for " + type));
    }
    return new Estimate(bills, List.of(), TODAY, Optional.empty());
  }

  private static Line line(BigDecimal amount) {
    return new Line(
        "1 month",
        "test/sku",
        "us-central1",
        BigDecimal.ONE,
        "month",
        amount,
        amount,
        Basis.FLOOR,
        "");
  }
}
