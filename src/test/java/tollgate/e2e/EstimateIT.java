package tollgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.Shared;

class EstimateIT {

  @Test
  void any_terraform_plan_gets_its_price_without_settings(@TempDir Path directory)
      throws Exception {
    assumeTrue(Shared.dir().isPresent(), Shared.ABSENT);
    Path plan =
        Shared.dir()
            .orElseThrow()
            .toAbsolutePath()
            .resolve("real-plans/cases/mage-gcp-template/plan.json");

    Launcher.Result cost =
        new Launcher(directory, Map.of())
            .run("cost", "--plan", plan.toString(), "--format", "json");

    assertThat(cost.exit()).as(cost.all()).isZero();
    JsonNode document = cost.json();
    assertThat(document.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(document.path("currency").asText()).isEqualTo("USD");
    assertThat(document.path("floor").isTextual()).isTrue();
    assertThat(document.path("resources"))
        .allSatisfy(
            resource ->
                assertThat(resource.path("coverage").asText())
                    .isIn("priced", "free", "usage", "uncovered"));
  }

  @Test
  void a_plan_that_breaks_rules_fails_the_gate_with_exit_code_3(@TempDir Path directory)
      throws Exception {
    assumeTrue(Shared.dir().isPresent(), Shared.ABSENT);
    Path plan =
        Shared.dir()
            .orElseThrow()
            .toAbsolutePath()
            .resolve("real-plans/cases/mage-gcp-template/plan.json");

    Launcher.Result guard =
        new Launcher(directory, Map.of()).run("guard", "--plan", plan.toString());

    assertThat(guard.exit()).as(guard.all()).isEqualTo(3);
    assertThat(guard.out())
        .contains("cost/filestore")
        .contains("access/public-members")
        .contains("cost/vpc-connector");
  }

  @Test
  void a_file_that_is_no_plan_is_a_sentence(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("plan.json"), "{\"hello\": ");

    Launcher.Result cost = new Launcher(directory, Map.of()).run("cost", "--plan", file.toString());

    assertThat(cost.exit()).as(cost.all()).isEqualTo(2);
    assertThat(cost.err()).contains("plan.json").doesNotContain("\tat ");
  }
}
