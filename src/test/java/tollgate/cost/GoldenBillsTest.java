package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tollgate.Shared;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/** Bills worked out by hand, each as the configuration that causes it. */
class GoldenBillsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PriceBook BOOK = PriceBook.shipped();

  @TestFactory
  Stream<DynamicTest> every_worked_bill_is_met_to_the_cent() throws IOException {
    return bills().stream()
        .map(
            bill ->
                DynamicTest.dynamicTest(
                    bill.path("key").asText(),
                    () -> {
                      Estimate estimate = estimate(bill);
                      assertThat(estimate.uncovered()).isEmpty();
                      assertThat(cents(estimate.usage()))
                          .as(lines(estimate))
                          .isEqualByComparingTo(bill.path("usd").asText());
                    }));
  }

  @Test
  void the_worked_bills_are_those_of_the_reference_data() throws IOException {
    assumeTrue(Shared.dir().isPresent(), Shared.ABSENT);
    Map<String, String> expected = new TreeMap<>();
    Matcher rows =
        Pattern.compile("(?m)^\\| ([a-z0-9-]+) \\| ([0-9.]+) \\|$")
            .matcher(
                Files.readString(
                    Shared.dir().orElseThrow().resolve("prices").resolve("GOLDENS.md")));
    while (rows.find()) {
      expected.put(rows.group(1), rows.group(2));
    }
    Map<String, String> ours = new TreeMap<>();
    bills().forEach(bill -> ours.put(bill.path("key").asText(), bill.path("usd").asText()));

    assertThat(ours).containsAllEntriesOf(expected);
    assertThat(expected).hasSizeGreaterThan(30);
  }

  static List<JsonNode> bills() throws IOException {
    try (InputStream file = GoldenBillsTest.class.getResourceAsStream("goldens.json")) {
      return List.of(JSON.readValue(Objects.requireNonNull(file), JsonNode[].class));
    }
  }

  static Estimate estimate(JsonNode bill) {
    JsonNode configuration =
        JsonNodeFactory.instance.objectNode().set("resource", bill.path("resource"));
    Map<String, Map<String, BigDecimal>> usage = new HashMap<>();
    for (Map.Entry<String, JsonNode> resource : bill.path("usage").properties()) {
      Map<String, BigDecimal> amounts = new HashMap<>();
      resource
          .getValue()
          .properties()
          .forEach(use -> amounts.put(use.getKey(), new BigDecimal(use.getValue().asText())));
      usage.put(resource.getKey(), amounts);
    }
    Options options = new Options(new Usage(usage), bill.path("freeTier").asBoolean());
    return new Estimator(BOOK, options)
        .estimate(List.of(new StackPlan("", Plan.ofConfiguration(configuration))));
  }

  private static BigDecimal cents(BigDecimal usd) {
    return usd.setScale(2, RoundingMode.HALF_UP);
  }

  private static String lines(Estimate estimate) {
    StringBuilder text = new StringBuilder();
    Stream.concat(
            estimate.resources().stream().flatMap(r -> r.lines().stream()),
            estimate.shared().stream())
        .filter(line -> Set.of(Basis.FLOOR, Basis.USAGE).contains(line.basis()))
        .forEach(line -> text.append('\n').append(line));
    return text.toString();
  }
}
