package tollgate.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.sandbox.wire.Calls;
import tollgate.schema.Block;
import tollgate.schema.JsonTree;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;
import tollgate.schema.check.Problem;
import tollgate.schema.value.JsonValues;
import tollgate.schema.value.Path;
import tollgate.schema.value.Type;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/**
 * What the real provider 7.45.0 planned for configurations drawn by lot: several arguments changed
 * at once, parts that are unknown, other provider blocks. Each recording is a line of JSON.
 */
class DrawnPlansTest {
  private static final String FILE = "/tollgate/sandbox/drawn-plans.jsonl.gz";
  private static final String UNKNOWN = "(unknown)";

  private final Planner planner = new Planner(false);

  @Test
  void aDrawnConfigurationIsPlannedAsTheRealProviderPlannedIt() throws IOException {
    List<String> differing = new ArrayList<>();
    int compared = 0;
    for (JsonNode each : recorded()) {
      ResourceSchema type = Schema.google().resource(each.path("type").asText()).orElseThrow();
      Value config = read(type.block(), each.path("config"));
      Value prior = each.has("prior") ? read(type.block(), each.path("prior")) : Values.NULL;
      Value wanted = each.has("wanted") ? read(type.block(), each.path("wanted")) : config;
      Calls.Planned planned =
          planner.plan(
              provider(each.path("provider")), type, new Calls.Change(prior, wanted, config));
      compared++;
      String found = told(type, prior, planned);
      String real = told(each);
      if (!found.equals(real)) {
        differing.add("%s%n  real %s%n  here %s".formatted(each.path("name"), real, found));
      }
    }
    assertThat(compared).isGreaterThan(1_000);
    assertThat(differing).isEmpty();
  }

  /** A refusal, what it is replaced for, or the plan. */
  private static String told(JsonNode recorded) {
    for (String each : List.of("refused", "replace")) {
      if (recorded.has(each)) {
        return each + " " + recorded.path(each);
      }
    }
    return recorded.path("planned").toString();
  }

  private static String told(ResourceSchema type, Value prior, Calls.Planned planned) {
    if (!planned.problems().isEmpty()) {
      return "refused " + texts(planned.problems().stream().map(Problem::summary).toList());
    }
    TreeSet<String> replace = new TreeSet<>();
    for (Path each : planned.replace()) {
      if (prior.isPresent() && !each.in(prior).equals(each.in(planned.value()))) {
        replace.add(each.dotted());
      }
    }
    return replace.isEmpty()
        ? PlainPlan.of(type.block(), planned.value()).toString()
        : "replace " + texts(List.copyOf(replace));
  }

  private static JsonNode texts(List<String> texts) {
    return texts.stream()
        .collect(JsonNodeFactory.instance::arrayNode, ArrayNode::add, ArrayNode::addAll);
  }

  private static ProviderBlock provider(JsonNode block) {
    Map<String, Value> said = new LinkedHashMap<>();
    said.put("project", Value.text("p-sandbox"));
    said.put("region", Value.text("us-central1"));
    said.put("zone", Value.text("us-central1-a"));
    if (block.isObject()) {
      said.clear();
      block
          .properties()
          .forEach(each -> said.put(each.getKey(), read(Type.Scalar.DYNAMIC, each.getValue())));
    }
    return ProviderBlock.of(new Value.Fields(said));
  }

  private static Value read(Block block, JsonNode json) {
    Map<String, Value> values = new LinkedHashMap<>();
    block
        .attributes()
        .forEach((name, each) -> values.put(name, read(Type.parse(each.type()), json.path(name))));
    block
        .blocks()
        .forEach(
            (name, each) -> {
              JsonNode given = json.path(name);
              List<Value> items = new ArrayList<>();
              given.forEach(item -> items.add(read(each.block(), item)));
              values.put(
                  name,
                  switch (each.nesting()) {
                    case SINGLE, MAP ->
                        given.isObject() ? read(each.block(), given) : Type.absent(each);
                    case SET -> given.isTextual() ? Values.UNKNOWN : new Value.Members(items);
                    case LIST -> given.isTextual() ? Values.UNKNOWN : new Value.Sequence(items);
                  });
            });
    return new Value.Fields(values);
  }

  private static Value read(Type type, JsonNode json) {
    if (json.isTextual() && json.textValue().equals(UNKNOWN)) {
      return Values.UNKNOWN;
    }
    if (json.isArray()) {
      List<Value> items = new ArrayList<>();
      json.forEach(each -> items.add(read(type.elements(), each)));
      return type instanceof Type.SetOf ? new Value.Members(items) : new Value.Sequence(items);
    }
    if (json.isObject() && !(type instanceof Type.ObjectOf)) {
      Map<String, Value> values = new LinkedHashMap<>();
      json.properties()
          .forEach(
              each -> values.put(each.getKey(), read(type.member(each.getKey()), each.getValue())));
      return new Value.Fields(values);
    }
    return JsonValues.read(type, json);
  }

  private static List<JsonNode> recorded() throws IOException {
    try (InputStream in = DrawnPlansTest.class.getResourceAsStream(FILE);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      List<JsonNode> all = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all.add(JsonTree.read(line.getBytes(StandardCharsets.UTF_8)));
      }
      return all;
    }
  }
}
