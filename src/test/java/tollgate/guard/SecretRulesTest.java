package tollgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A secret that goes to two places, and what a plan does to each. */
class SecretRulesTest {
  private static final Path BAD =
      Path.of("src/test/resources/rules/secrets/written-in-part/bad.json");

  @Test
  void the_place_that_keeps_an_old_value_is_named_with_the_one_that_gets_a_new_one()
      throws IOException {
    Verdict verdict = judge(Cases.read(BAD)).verdicts().get(0);

    assertThat(verdict.address().orElseThrow().text())
        .isEqualTo("google_secret_manager_secret_version.url");
    assertThat(verdict.message()).contains("var.password", "google_sql_user.mage");
    assertThat(verdict.fix()).contains("orchestrator.secrets_version");
  }

  @Test
  void a_raised_version_writes_again() throws IOException {
    JsonNode plan = Cases.read(BAD);
    ObjectNode change = (ObjectNode) plan.path("resource_changes").path(1).path("change");
    change.putArray("actions").add("update");
    change.putObject("before").put("secret_data_wo_version", 1);
    change.putObject("after").put("secret_data_wo_version", 2);

    assertThat(judge(plan).verdicts()).isEmpty();
  }

  @Test
  void an_update_that_leaves_the_version_writes_nothing() throws IOException {
    JsonNode plan = Cases.read(BAD);
    ObjectNode change = (ObjectNode) plan.path("resource_changes").path(0).path("change");
    change.putArray("actions").add("update");
    change.putObject("before").put("password_wo_version", 1).put("name", "old");
    change.putObject("after").put("password_wo_version", 1).put("name", "new");

    assertThat(judge(plan).verdicts()).isEmpty();
  }

  private static Judgement judge(JsonNode plan) {
    return Gate.judge(
        List.of(Rules.find("secrets/written-in-part").orElseThrow()), Cases.scene(plan));
  }
}
