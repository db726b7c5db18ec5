package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tollgate.schema.Schema;

/** Values that no plan should hold, at every place that a price was ever read from. */
class HostileValuesTest {
  private static final List<JsonNode> HOSTILE =
      List.of(
          json("-1"),
          json("-0.5"),
          json("1e400"),
          json("99999999999999999999999999"),
          json("'NaN'"),
          json("'Infinity'"),
          json("''"),
          json("'\\u001b[31m$(id)%n%s'"),
          json("'" + "9".repeat(5_000) + "'"),
          json("true"),
          json("null"),
          json("{}"),
          json("[]"),
          json("[".repeat(500) + "]".repeat(500)),
          json("{'a': ".repeat(500) + "1" + "}".repeat(500)));

  @Test
  void nothing_hostile_is_an_exception_a_refund_or_a_control_character() throws IOException {
    int tried = 0;
    for (WorkedBills.Worked worked : WorkedBills.all()) {
      for (WorkedBills.Place place : worked.places()) {
        for (JsonNode hostile : HOSTILE) {
          ObjectNode changed = worked.resources().deepCopy();
          place.put(changed, hostile);
          Estimate estimate = WorkedBills.estimate(changed);
          tried++;
          String where = worked.name() + " " + place;
          assertThat(estimate.floor()).as(where).isNotNegative();
          assertThat(estimate.usage()).as(where).isGreaterThanOrEqualTo(estimate.floor());
          assertThat(estimate.ceiling()).as(where).isGreaterThanOrEqualTo(estimate.usage());
          for (ResourceEstimate bill : estimate.resources()) {
            assertThat(bill.floor()).as(where).isNotNegative();
            assertThat(texts(bill)).as(where).noneMatch(HostileValuesTest::holdsControls);
            assertThat(bill.reason().length()).as(where).isLessThan(2_000);
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(10_000);
  }

  @Test
  void no_type_of_the_provider_is_an_exception_whatever_it_holds() {
    for (String type : Schema.google().resourceTypes()) {
      for (String values :
          List.of("{}", "{'location': 5, 'zone': [[]], 'settings': {'tier': -1}, 'size': 'NaN'}")) {
        Estimate estimate =
            Configurations.estimate(Configurations.plan(Map.of(type, Map.of("x", json(values)))));

        assertThat(estimate.floor()).as(type).isNotNegative();
        assertThat(estimate.resources()).as(type).hasSize(1);
      }
    }
  }

  private static List<String> texts(ResourceEstimate bill) {
    List<String> texts = new ArrayList<>(List.of(bill.reason()));
    bill.lines().forEach(line -> texts.addAll(List.of(line.what(), line.note())));
    return texts;
  }

  private static boolean holdsControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static JsonNode json(String text) {
    return Configurations.json(text);
  }
}
