package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tollgate.plan.Address;

/**
 * Every value of every worked bill made unknown, one after the other: the bill may become one that
 * cannot be told, never a cheaper one.
 */
class UnknownLawsTest {
  private static final JsonNode UNKNOWN = TextNode.valueOf("${random_id.x.hex}");

  @Test
  void no_value_is_cheaper_for_being_unknown() throws IOException {
    List<String> cheaper = new ArrayList<>();
    Set<String> types = new TreeSet<>();
    int tried = 0;
    for (WorkedBills.Worked worked : WorkedBills.all()) {
      Estimate known = WorkedBills.estimate(worked.resources());
      for (WorkedBills.Place place : worked.places()) {
        ObjectNode changed = worked.resources().deepCopy();
        place.put(changed, UNKNOWN);
        Estimate unknown = WorkedBills.estimate(changed);
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
}
