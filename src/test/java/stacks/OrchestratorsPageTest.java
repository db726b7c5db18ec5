package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import stacks.Matrix.Combination;
import stacks.orchestrator.Container;
import stacks.orchestrator.DatabaseAddress;
import stacks.orchestrator.Specification;
import stacks.orchestrator.Surroundings;
import tollgate.config.DatabaseConnection;
import tollgate.config.OrchestratorAccess;
import tollgate.config.OrchestratorChoices;
import tollgate.config.OrchestratorKind;
import tollgate.config.OrchestratorLimit;
import tollgate.config.OrchestratorTarget;
import tollgate.config.Settings;
import tollgate.config.read.Choice;
import tollgate.cost.Estimator;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/** Keeps the generated tables of docs/orchestrators.md fresh; -Ddocs=update rewrites them. */
class OrchestratorsPageTest {
  private static final Path PAGE = Path.of("docs/orchestrators.md");
  private static final List<OrchestratorChoices> ALL = OrchestratorChoices.all();
  private static final List<OrchestratorChoices> POSSIBLE =
      ALL.stream().filter(OrchestratorChoices::arePossible).toList();

  @Test
  void theGeneratedTablesOfThePageAreFresh() throws IOException {
    String fresh = Files.readString(PAGE);
    fresh = replace(fresh, "kinds", kinds());
    fresh = replace(fresh, "possible", possible());
    fresh = replace(fresh, "impossible", impossible());
    fresh = replace(fresh, "costs", costs());
    if ("update".equals(System.getProperty("docs"))) {
      Files.writeString(PAGE, fresh);
    }
    assertThat(Files.readString(PAGE))
        .as("run ./mvnw test -Dtest=stacks.OrchestratorsPageTest -Ddocs=update")
        .isEqualTo(fresh);
  }

  private static String kinds() {
    StringBuilder table =
        new StringBuilder(
            "| kind | image | port | health | vCPUs, memory | beside it | secrets |\n|---|---|---|---|---|---|---|\n");
    for (OrchestratorKind kind : Matrix.kinds()) {
      Specification specification = specification(kind);
      Container main = specification.main();
      table.append(
          "| `%s` | %s | %d | %s | %d, %s | %s | %s |\n"
              .formatted(
                  Choice.spelled(kind),
                  kind.publishedImage().map(image -> "`" + image + "`").orElse("your own"),
                  Specification.port(kind),
                  main.startup()
                      .map(probe -> "`%s` on %d".formatted(probe.path(), probe.port()))
                      .orElse(""),
                  kind.leastCpu(),
                  kind.leastMemory(),
                  beside(kind, specification),
                  specification.secrets().keySet().stream()
                      .map(id -> "`" + id + "`")
                      .collect(Collectors.joining(", "))));
    }
    return table.toString();
  }

  private static String beside(OrchestratorKind kind, Specification specification) {
    List<String> names = new ArrayList<>();
    specification
        .companions()
        .forEach(
            each ->
                names.add(
                    "%s (%d, %s)".formatted(each.name(), each.milliCpu() / 1000, each.memory())));
    if (!Specification.opensSockets(kind)) {
      names.add("with `connector` Google's proxy (0.5, 512Mi)");
    }
    return names.isEmpty() ? "nothing" : String.join(", ", names);
  }

  private static Specification specification(OrchestratorKind kind) {
    Settings settings =
        new Combination(
                choices(kind, OrchestratorTarget.CLOUD_RUN, DatabaseConnection.CONNECTOR), "dev")
            .settings();
    return Specification.of(
        new Surroundings(
            settings,
            settings.orchestrator().orElseThrow(),
            "https://example.run.app",
            new DatabaseAddress.Host("127.0.0.1", 5432, false),
            Optional.empty()));
  }

  private static OrchestratorChoices choices(
      OrchestratorKind kind, OrchestratorTarget target, DatabaseConnection connection) {
    return new OrchestratorChoices(
        kind, target, kind.usualStorage(target), OrchestratorAccess.IAP, connection);
  }

  private static String possible() {
    StringBuilder table =
        new StringBuilder(
            "Of %d combinations of kind, target, storage, access and connection %d are possible.\n\n"
                .formatted(ALL.size(), POSSIBLE.size()));
    table.append("| kind | target | storage | access | connection | combinations |\n");
    table.append("|---|---|---|---|---|---:|\n");
    for (OrchestratorKind kind : Matrix.kinds()) {
      for (OrchestratorTarget target : OrchestratorTarget.values()) {
        List<OrchestratorChoices> here =
            POSSIBLE.stream()
                .filter(each -> each.kind() == kind && each.target() == target)
                .toList();
        table.append(
            "| `%s` | `%s` | %s | %s | %s | %d |\n"
                .formatted(
                    Choice.spelled(kind),
                    Choice.spelled(target),
                    words(here, OrchestratorChoices::storage),
                    words(here, OrchestratorChoices::access),
                    words(here, OrchestratorChoices::connection),
                    here.size()));
      }
    }
    return table.toString();
  }

  private static String words(
      List<OrchestratorChoices> some, Function<OrchestratorChoices, Enum<?>> choice) {
    return some.stream()
        .map(choice)
        .distinct()
        .map(Choice::spelled)
        .collect(Collectors.joining(", "));
  }

  private static String impossible() {
    StringBuilder table =
        new StringBuilder(
            "| refused at | because | combinations | only because of this |\n|---|---|---:|---:|\n");
    for (OrchestratorLimit limit : OrchestratorLimit.ALL) {
      long forbidden = ALL.stream().filter(each -> each.limits().contains(limit)).count();
      long alone = ALL.stream().filter(each -> each.limits().equals(List.of(limit))).count();
      String reason = limit.reason();
      table.append(
          "| `orchestrator.%s` | %s | %d | %d |\n"
              .formatted(
                  limit.fields().get(0),
                  Character.toUpperCase(reason.charAt(0)) + reason.substring(1),
                  forbidden,
                  alone));
    }
    return table.toString();
  }

  private static String costs() {
    StringBuilder table =
        new StringBuilder(
            "| kind | target | storage | connection | USD a month |\n|---|---|---|---|---:|\n");
    for (Combination combination : Matrix.possible()) {
      OrchestratorChoices choices = combination.choices();
      boolean usual = choices.storage() == choices.kind().usualStorage(choices.target());
      if (usual
          && choices.access() == OrchestratorAccess.IAP
          && combination.environment().equals("dev")) {
        table.append(
            "| `%s` | `%s` | `%s` | `%s` | %s |\n"
                .formatted(
                    Choice.spelled(choices.kind()),
                    Choice.spelled(choices.target()),
                    Choice.spelled(choices.storage()),
                    Choice.spelled(choices.connection()),
                    floor(combination)));
      }
    }
    return table.toString();
  }

  private static BigDecimal floor(Combination combination) {
    return Estimator.shipped()
        .estimate(
            List.of(
                new StackPlan(
                    OrchestratorStack.NAME,
                    Plan.ofConfiguration(combination.synthesis().stack(OrchestratorStack.NAME)))))
        .floor()
        .setScale(2, RoundingMode.HALF_UP);
  }

  private static String replace(String page, String part, String table) {
    String start = "<!-- generated: %s -->\n".formatted(part);
    int from = page.indexOf(start) + start.length();
    int to = page.indexOf("<!-- end -->", from);
    assertThat(from).as(part).isGreaterThanOrEqualTo(start.length());
    return page.substring(0, from) + table + page.substring(to);
  }
}
