package tollgate.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/** Small configurations and what they cost. */
final class Configurations {

  static final PriceBook BOOK = PriceBook.shipped();

  private static final ObjectMapper JSON = new ObjectMapper();

  private Configurations() {}

  static JsonNode json(String text) {
    try {
      // Single quotes keep the tests readable.
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(text, broken);
    }
  }

  /** The plan that would create one resource named {@code x}. */
  static StackPlan plan(String type, String values) {
    return plan(Map.of(type, Map.of("x", json(values))));
  }

  /** The plan that would create these resources: type, name, values. */
  static StackPlan plan(Map<String, Map<String, JsonNode>> resources) {
    ObjectNode configuration = JsonNodeFactory.instance.objectNode();
    ObjectNode types = configuration.putObject("resource");
    resources.forEach(
        (type, named) -> {
          ObjectNode names = types.putObject(type);
          named.forEach(names::set);
        });
    return new StackPlan("", Plan.ofConfiguration(configuration));
  }

  /** A plan document as Terraform writes it, with one created resource. */
  static StackPlan created(String type, String after, String afterUnknown, String expressions) {
    return new StackPlan(
        "",
        Plan.parse(
            json(
                """
                {'format_version': '1.2', 'resource_changes': [{'address': '%1$s.x',
                 'mode': 'managed', 'type': '%1$s', 'name': 'x',
                 'change': {'actions': ['create'], 'before': null, 'after': %2$s,
                            'after_unknown': %3$s}}],
                 'configuration': {'root_module': {'resources': [
                   {'address': '%1$s.x', 'expressions': %4$s}]}}}
                """
                    .formatted(type, after, afterUnknown, expressions))));
  }

  static Estimate estimate(StackPlan... plans) {
    return new Estimator(BOOK, Options.DEFAULT).estimate(List.of(plans));
  }

  static Estimate estimate(Map<String, Map<String, BigDecimal>> usage, StackPlan... plans) {
    return new Estimator(BOOK, new Options(new Usage(usage), false)).estimate(List.of(plans));
  }

  /** The estimate of one resource. */
  static ResourceEstimate one(String type, String values) {
    return estimate(plan(type, values)).resources().get(0);
  }

  static ResourceEstimate one(StackPlan plan) {
    return estimate(plan).resources().get(0);
  }
}
