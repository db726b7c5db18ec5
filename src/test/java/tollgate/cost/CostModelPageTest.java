package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the generated tables of docs/cost-model.md fresh; -Ddocs=update rewrites them. */
class CostModelPageTest {

  private static final Path PAGE = Path.of("docs/cost-model.md");

  @Test
  void the_generated_tables_of_the_page_are_fresh() throws IOException {
    String written = Files.readString(PAGE);
    String fresh = replace(written, "bills", bills());
    if ("update".equals(System.getProperty("docs"))) {
      Files.writeString(PAGE, fresh);
    }
    assertThat(Files.readString(PAGE))
        .as("run ./mvnw test -Dtest=CostModelPageTest -Ddocs=update")
        .isEqualTo(fresh);
  }

  @Test
  void every_meter_is_in_a_worked_bill() throws IOException {
    Set<String> billed = new TreeSet<>();
    for (JsonNode bill : GoldenBillsTest.bills()) {
      bill.path("resource").fieldNames().forEachRemaining(billed::add);
    }
    Set<Meter> exercised =
        billed.stream().flatMap(type -> Meters.of(type).stream()).collect(Collectors.toSet());

    assertThat(exercised).containsAll(Meters.all().values());
  }

  private static String bills() throws IOException {
    StringBuilder table = new StringBuilder("| bill | what | USD a month |\n|---|---|---|\n");
    for (JsonNode bill : GoldenBillsTest.bills()) {
      table.append(
          "| %s | %s | %s |%n"
              .formatted(
                  bill.path("key").asText(),
                  bill.path("what").asText(),
                  bill.path("usd").asText()));
    }
    return table.toString();
  }

  private static String replace(String page, String part, String table) {
    String start = "<!-- generated: %s -->\n".formatted(part);
    int from = page.indexOf(start) + start.length();
    int to = page.indexOf("<!-- end -->", from);
    assertThat(from).isGreaterThanOrEqualTo(start.length());
    return page.substring(0, from) + table + page.substring(to);
  }
}
