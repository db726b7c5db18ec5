package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tollgate.schema.Schema;

/** Keeps docs/resource-types.md fresh; -Ddocs=update rewrites it. */
class ResourceTypesPageTest {

  private static final Path PAGE = Path.of("docs/resource-types.md");

  @Test
  void the_page_of_types_is_fresh() throws IOException {
    String fresh = page();
    if ("update".equals(System.getProperty("docs"))) {
      Files.writeString(PAGE, fresh);
    }

    assertThat(Files.readString(PAGE))
        .as("run ./mvnw test -Dtest=ResourceTypesPageTest -Ddocs=update")
        .isEqualTo(fresh);
  }

  @Test
  void nearly_every_type_is_classified_with_a_source() {
    long sourced =
        types().stream()
            .filter(type -> Meters.of(type).isEmpty())
            .flatMap(type -> TypeTable.shipped().find(type).stream())
            .filter(entry -> !entry.source().isEmpty() && !entry.type().contains("_iam_"))
            .count();

    assertThat(sourced).isGreaterThan(800);
  }

  @Test
  void a_row_is_a_type_of_the_provider_or_of_an_older_one_and_has_no_meter() {
    Set<String> rows = new TreeSet<>();
    for (String type : TypeTable.shipped().entries().keySet()) {
      assertThat(Meters.of(type)).as(type).isEmpty();
      if (type.startsWith("google_") && !type.endsWith("*")) {
        rows.add(type);
      }
    }
    rows.removeAll(types());

    assertThat(rows).containsOnly("google_project_service_identity");
  }

  @Test
  void a_type_that_nobody_looked_at_is_not_covered() {
    ResourceEstimate estimate = Configurations.one("google_agent_registry_service", "{}");

    assertThat(estimate.coverage()).isEqualTo(Coverage.UNCOVERED);
    assertThat(estimate.reason()).contains("no meter");
  }

  @Test
  void a_type_whose_price_is_missing_says_what_is_billed() {
    ResourceEstimate estimate = Configurations.one("google_memcache_instance", "{}");

    assertThat(estimate.coverage()).isEqualTo(Coverage.UNCOVERED);
    assertThat(estimate.reason()).contains("no Memcached");
  }

  private static Collection<String> types() {
    return new TreeSet<>(Schema.google().resourceTypes());
  }

  private static String page() {
    Map<Coverage, Integer> counts = new EnumMap<>(Coverage.class);
    StringBuilder table =
        new StringBuilder("| type | kind | why, or what can be declared | source |\n");
    table.append("|---|---|---|---|\n");
    int unseen = 0;
    for (String type : types()) {
      Optional<Meter> meter = Meters.of(type);
      Optional<TypeTable.Entry> entry = TypeTable.shipped().find(type);
      Coverage coverage =
          meter
              .map(m -> m instanceof UsageMeter ? Coverage.USAGE : Coverage.PRICED)
              .or(() -> entry.map(TypeTable.Entry::coverage))
              .orElse(Coverage.UNCOVERED);
      counts.merge(coverage, 1, Integer::sum);
      unseen += meter.isEmpty() && entry.isEmpty() ? 1 : 0;
      table.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  type,
                  coverage == Coverage.UNCOVERED ? "not covered" : coverage.json(),
                  meter
                      .map(ResourceTypesPageTest::declared)
                      .or(() -> entry.map(TypeTable.Entry::reason))
                      .orElse("nobody looked at it yet"),
                  meter.isPresent()
                      ? "[the cost model](cost-model.md)"
                      : entry.map(TypeTable.Entry::source).orElse("")));
    }
    return """
        # Every resource type of the google provider

        What an estimate does with each of the %,d types of google 7.45.0. This page is generated.

        - **priced** (%d): has a meter; which prices it needs depends on the region and the arguments
        - **free** (%d): Google bills nothing for it
        - **usage** (%d): costs nothing while it stands
        - **not covered** (%d): its cost is not known, never zero, and the gate stops on it until somebody waives it; %d of them nobody looked at yet

        """
            .formatted(
                types().size(),
                counts.get(Coverage.PRICED),
                counts.get(Coverage.FREE),
                counts.get(Coverage.USAGE),
                counts.get(Coverage.UNCOVERED),
                unseen)
        + table;
  }

  private static String declared(Meter meter) {
    return meter.usageKeys().isEmpty()
        ? "no usage to declare"
        : "usage: " + String.join(", ", new TreeSet<>(meter.usageKeys().keySet()));
  }
}
