package stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import stacks.Matrix.Combination;
import tollgate.config.OrchestratorChoices;
import tollgate.config.OrchestratorKind;
import tollgate.config.OrchestratorLimit;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;
import tollgate.config.read.Choice;

/** What every combination of an orchestrator's choices synthesizes, or why it cannot be. */
class MatrixTest {
  private static final Path FROZEN = Path.of("src/test/resources/matrix");
  private static final String COMMAND = "./mvnw test -Dtest=stacks.MatrixTest -Dsnapshots=update";
  private static final boolean UPDATE = "update".equals(System.getProperty("snapshots"));
  private static final Pattern IN_THE_OPEN =
      Pattern.compile("\\$\\{[^}]*var\\.(?:database|owner|jwt|fernet)");

  @ParameterizedTest
  @EnumSource
  void everyPossibleCombinationIsWhatItsSnapshotSays(OrchestratorKind kind) throws IOException {
    List<Combination> possible = Matrix.possible(kind);
    String fresh = new MatrixSnapshot(possible).text();
    Path frozen = FROZEN.resolve(Choice.spelled(kind) + ".txt");
    if (UPDATE) {
      assertThat(System.getenv("CI")).as("no snapshot is rewritten under CI").isNull();
      Files.createDirectories(FROZEN);
      Files.writeString(frozen, fresh);
    }
    assertThat(frozen).as("to write it: %s", COMMAND).exists();
    assertThat(fresh)
        .as("%s. If the change is meant:%n  %s", frozen, COMMAND)
        .isEqualTo(Files.readString(frozen));
  }

  @ParameterizedTest
  @EnumSource
  void noCombinationIsOpenByAGrantOrShowsASecret(OrchestratorKind kind) {
    for (Combination combination : Matrix.possible(kind)) {
      combination
          .synthesis()
          .resources()
          .forEach(
              (address, resource) -> {
                String text = resource.toString();
                assertThat(text)
                    .as("%s: %s", combination, address)
                    .doesNotContain("allUsers", "allAuthenticatedUsers")
                    .doesNotContain("roles/owner", "roles/editor");
                if (!resource.has("secret_data_wo") && !resource.has("password_wo")) {
                  assertThat(IN_THE_OPEN.matcher(text).find())
                      .as("%s: %s", combination, address)
                      .isFalse();
                }
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyPublicAccessLiftsTheCheckOfCallers(OrchestratorKind kind) {
    for (Combination combination : Matrix.possible(kind)) {
      for (JsonNode service :
          combination.synthesis().resources("google_cloud_run_v2_service").values()) {
        assertThat(service.path("invoker_iam_disabled").asBoolean())
            .as(combination.toString())
            .isEqualTo(Choice.spelled(combination.choices().access()).equals("public"));
      }
    }
  }

  static Stream<OrchestratorChoices> impossible() {
    return OrchestratorChoices.all().stream().filter(choices -> !choices.arePossible());
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void anImpossibleCombinationIsRefusedForEveryReasonThatHolds(OrchestratorChoices choices) {
    String yaml = Matrix.yaml(choices);
    assertThatThrownBy(() -> SettingsLoader.parse(yaml, "tollgate.yaml", Optional.of("dev")))
        .isInstanceOfSatisfying(
            SettingsException.class,
            refused ->
                choices
                    .limits()
                    .forEach(
                        limit ->
                            assertThat(refused.getMessage())
                                .contains(
                                    "orchestrator." + limit.fields().get(0), limit.reason())));
  }

  @Test
  void everyReasonForbidsSomethingThatNoOtherDoes() {
    for (OrchestratorLimit limit : OrchestratorLimit.ALL) {
      assertThat(impossible().filter(choices -> choices.limits().equals(List.of(limit))))
          .as(limit.reason())
          .isNotEmpty();
    }
  }
}
