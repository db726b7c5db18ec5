package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tollgate.plan.Address;
import tollgate.plan.Plan;
import tollgate.plan.ResourceChange;
import tollgate.plan.StackPlan;

/**
 * Whole bills, with every note, of what is unusual: values that nobody knows yet, options that the
 * book has no price for, limits and their absence. A case is a heading, a configuration, declared
 * usage if any, two dashes and the bill. {@code -Dsnapshots=update} writes the bills anew, for a
 * person to read before they are committed.
 */
class EdgeBillsTest {
  private static final Path FILE = Path.of("src/test/resources/tollgate/cost/edge-bills.txt");
  private static final String HEADING = "# ";
  private static final String USAGE = "usage ";
  private static final String END = "--";

  private record Case(String heading, List<String> given, List<String> bill) {
    String text() {
      return Stream.of(List.of(HEADING + heading), given, List.of(END), bill)
          .flatMap(List::stream)
          .collect(Collectors.joining("\n"));
    }

    private List<String> computed() {
      ObjectNode configuration = JsonNodeFactory.instance.objectNode();
      configuration.set(
          "resource",
          Configurations.json(
              given.stream()
                  .filter(line -> !line.startsWith(USAGE))
                  .collect(Collectors.joining("\n"))));
      Plan plan = Plan.ofConfiguration(configuration);
      Map<String, Map<String, BigDecimal>> usage = new HashMap<>();
      for (String line : given) {
        if (line.startsWith(USAGE)) {
          String[] words = line.split(" ", -1);
          usage
              .computeIfAbsent(words[1], name -> new HashMap<>())
              .put(words[2], new BigDecimal(words[3]));
        }
      }
      Estimate estimate = Configurations.estimate(usage, new StackPlan("", plan));
      List<String> shown = new ArrayList<>();
      Map<Address, ResourceChange> changes =
          plan.changes().stream()
              .collect(Collectors.toMap(ResourceChange::address, change -> change));
      for (ResourceEstimate bill : estimate.resources()) {
        if (bill.coverage() == Coverage.FREE) {
          continue;
        }
        show(bill, shown);
        ResourceChange change = changes.get(bill.address());
        if (change != null) {
          new Alternatives(Configurations.BOOK)
              .cheaper(change, bill)
              .ifPresent(choice -> show(choice, shown));
        }
      }
      estimate.shared().forEach(line -> shown.add("shared " + shown(line)));
      return shown;
    }
  }

  private static void show(ResourceEstimate bill, List<String> shown) {
    shown.add(
        "%s %s %s"
            .formatted(bill.address().text(), bill.coverage().json(), bill.reason())
            .stripTrailing());
    bill.lines().forEach(line -> shown.add("  " + shown(line)));
  }

  private static String shown(Line line) {
    return "%s | %s | %s | %s %s x %s = %s%s"
        .formatted(
            line.basis().name().toLowerCase(Locale.ROOT),
            line.what(),
            line.sku() + " " + line.region(),
            plain(line.quantity()),
            line.unit(),
            plain(line.unitPrice()),
            plain(line.amount()),
            line.note().isEmpty() ? "" : " | " + line.note());
  }

  private static void show(CheaperChoice choice, List<String> shown) {
    shown.add(
        "  cheaper: %s | %s a month, saves %s | lost: %s | %s"
            .formatted(
                choice.choice(),
                choice.monthly().map(EdgeBillsTest::plain).orElse("?"),
                choice.saving().map(EdgeBillsTest::plain).orElse("?"),
                choice.lost(),
                choice.source()));
  }

  private static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    List<String> part = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      if (line.startsWith(HEADING)) {
        part = new ArrayList<>();
        List<String> bill = new ArrayList<>();
        cases.add(new Case(line.substring(HEADING.length()), part, bill));
      } else if (line.equals(END)) {
        part = cases.get(cases.size() - 1).bill();
      } else if (!line.isEmpty()) {
        part.add(line);
      }
    }
    return cases;
  }

  @TestFactory
  Stream<DynamicTest> anUnusualPlanHasTheBillThatWasReviewed() throws IOException {
    List<Case> cases = cases();
    assertThat(cases).isNotEmpty();
    assertThat(cases.stream().map(Case::heading)).doesNotHaveDuplicates();
    if ("update".equals(System.getProperty("snapshots"))) {
      assertThat(System.getenv("CI")).as("bills are not rewritten under CI").isNotEqualTo("true");
      Files.writeString(
          FILE,
          cases.stream()
              .map(each -> new Case(each.heading(), each.given(), each.computed()).text() + "\n")
              .collect(Collectors.joining("\n")));
    }
    return cases().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.heading(), () -> assertThat(each.computed()).isEqualTo(each.bill())));
  }
}
