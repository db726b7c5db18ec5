package tollgate.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/** Every configuration that a bill was worked out for, and every value in it. */
final class WorkedBills {
  private WorkedBills() {}

  /** A worked bill as a configuration. */
  record Worked(String name, ObjectNode resources) {
    List<Place> places() {
      return WorkedBills.places(resources);
    }
  }

  static Estimate estimate(ObjectNode resources) {
    ObjectNode document = resources.objectNode();
    document.set("resource", resources);
    return Configurations.estimate(new StackPlan("", Plan.ofConfiguration(document)));
  }

  static List<Worked> all() throws IOException {
    List<Worked> all = new ArrayList<>();
    for (JsonNode bill : GoldenBillsTest.bills()) {
      all.add(new Worked(bill.path("key").asText(), bill.path("resource").deepCopy()));
    }
    Path edges = Path.of("src/test/resources/tollgate/cost/edge-bills.txt");
    String heading = "";
    for (String line : Files.readAllLines(edges)) {
      if (line.startsWith("# ")) {
        heading = line.substring(2);
      } else if (line.startsWith("{")) {
        all.add(new Worked(heading, (ObjectNode) Configurations.json(line)));
      }
    }
    all.add(
        new Worked(
            "a rule of a policy by itself",
            (ObjectNode)
                Configurations.json(
                    "{'google_compute_security_policy': {'p': {'name': 'p'}},"
                        + " 'google_compute_security_policy_rule': {'r': {'security_policy': 'p',"
                        + " 'priority': 1, 'action': 'allow'}}}")));
    return all;
  }

  /** One value in a configuration, by the way to it from the top: type, name, attribute, … */
  record Place(List<Object> way) {
    String type() {
      return way.get(0).toString();
    }

    void put(JsonNode top, JsonNode value) {
      JsonNode at = top;
      for (Object step : way.subList(0, way.size() - 1)) {
        at = step instanceof Integer index ? at.get(index) : at.get(step.toString());
      }
      Object last = way.get(way.size() - 1);
      if (last instanceof Integer index) {
        ((ArrayNode) at).set(index, value);
      } else {
        ((ObjectNode) at).set(last.toString(), value);
      }
    }

    @Override
    public String toString() {
      return way.stream().map(Object::toString).collect(Collectors.joining("."));
    }
  }

  private static List<Place> places(ObjectNode resources) {
    List<Place> places = new ArrayList<>();
    for (var type : resources.properties()) {
      for (var name : type.getValue().properties()) {
        for (var field : name.getValue().properties()) {
          collect(
              List.of(type.getKey(), name.getKey(), field.getKey()), field.getValue(), places::add);
        }
      }
    }
    return places;
  }

  private static void collect(List<Object> way, JsonNode value, Consumer<Place> to) {
    if (value.isObject()) {
      value.properties().forEach(e -> collect(longer(way, e.getKey()), e.getValue(), to));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        collect(longer(way, i), value.get(i), to);
      }
    } else {
      to.accept(new Place(way));
    }
  }

  private static List<Object> longer(List<Object> way, Object step) {
    return Stream.concat(way.stream(), Stream.of(step)).toList();
  }
}
