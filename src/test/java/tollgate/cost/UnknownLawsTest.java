package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tollgate.plan.Address;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/**
 * Every value of every worked bill made unknown, one after the other: the bill may become one that
 * cannot be told, never a cheaper one.
 */
class UnknownLawsTest {
  private static final String UNKNOWN = "${random_id.x.hex}";

  /** A worked bill as a configuration. */
  private record Worked(String name, ObjectNode resources) {}

  @Test
  void no_value_is_cheaper_for_being_unknown() throws IOException {
    List<String> cheaper = new ArrayList<>();
    Set<String> types = new TreeSet<>();
    int tried = 0;
    for (Worked worked : worked()) {
      Estimate known = estimate(worked.resources());
      for (Place place : places(worked.resources())) {
        ObjectNode changed = worked.resources().deepCopy();
        place.makeUnknown(changed);
        Estimate unknown = estimate(changed);
        tried++;
        types.add(place.type());
        cheaper(known, unknown)
            .map(what -> "%s, %s: %s".formatted(worked.name(), place, what))
            .forEach(cheaper::add);
      }
    }

    assertThat(cheaper).isEmpty();
    assertThat(tried).isGreaterThan(500);
    assertThat(types).containsAll(priced());
  }

  /** What became cheaper, where the bill does not say that it cannot be told. */
  private static Stream<String> cheaper(Estimate known, Estimate unknown) {
    List<String> cheaper = new ArrayList<>();
    if (unknown.uncovered().stream()
        .anyMatch(each -> !addresses(known.uncovered()).contains(each.address()))) {
      return Stream.empty();
    }
    for (ResourceEstimate before : known.resources()) {
      ResourceEstimate after =
          unknown.resources().stream()
              .filter(each -> each.address().equals(before.address()))
              .findFirst()
              .orElseThrow();
      if (after.coverage() != Coverage.UNCOVERED
          && (after.floor().compareTo(before.floor()) < 0
              || after.ceiling().compareTo(before.ceiling()) < 0)) {
        cheaper.add("%s to %s".formatted(amounts(before), amounts(after)));
      }
    }
    if (shared(unknown).compareTo(shared(known)) < 0) {
      cheaper.add("what is shared, %s to %s".formatted(shared(known), shared(unknown)));
    }
    return cheaper.stream();
  }

  private static List<Address> addresses(List<ResourceEstimate> bills) {
    return bills.stream().map(ResourceEstimate::address).toList();
  }

  private static String amounts(ResourceEstimate bill) {
    return "%s %s…%s".formatted(bill.address().text(), bill.floor(), bill.ceiling());
  }

  private static BigDecimal shared(Estimate estimate) {
    return estimate.shared().stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Set<String> priced() {
    return Meters.all().entrySet().stream()
        .filter(meter -> !(meter.getValue() instanceof UsageMeter))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Estimate estimate(ObjectNode resources) {
    ObjectNode document = resources.objectNode();
    document.set("resource", resources);
    return Configurations.estimate(new StackPlan("", Plan.ofConfiguration(document)));
  }

  private static List<Worked> worked() throws IOException {
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
  private record Place(List<Object> way) {
    String type() {
      return way.get(0).toString();
    }

    void makeUnknown(JsonNode top) {
      JsonNode at = top;
      for (Object step : way.subList(0, way.size() - 1)) {
        at = step instanceof Integer index ? at.get(index) : at.get(step.toString());
      }
      Object last = way.get(way.size() - 1);
      if (last instanceof Integer index) {
        ((ArrayNode) at).set(index, UNKNOWN);
      } else {
        ((ObjectNode) at).put(last.toString(), UNKNOWN);
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
              List.of(type.getKey(), name.getKey(), field.getKey()),
              field.getValue(),
              places::add);
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
