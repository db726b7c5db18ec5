package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tollgate.plan.Plan;

class SecretsTest {

  private static final JsonNode CONFIGURATION =
      json(
          """
          {"variable": {
             "db_password": {"ephemeral": true, "sensitive": true, "type": "string"},
             "jwt": {"ephemeral": true, "type": "string"},
             "region": {"type": "string"},
             "settled": {"ephemeral": true, "default": "x"}},
           "resource": {
             "google_sql_user": {"mage": {"password_wo": "${var.db_password}",
                "password_wo_version": 1}},
             "google_secret_manager_secret_version": {
                "url": {"secret_data_wo": "postgresql://mage:${var.db_password}@/mage"},
                "jwt": {"secret_data_wo": "${var.jwt}"}}}}
          """);

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String change(String address, String actions, String before, String after) {
    String[] parts = address.split("\\.");
    return """
        {"address": "%s", "type": "%s", "name": "%s", "mode": "managed", "provider_name": "x",
         "change": {"actions": [%s], "before": %s, "after": %s, "after_unknown": {}}}
        """
        .formatted(address, parts[0], parts[1], actions, before, after);
  }

  private static Map<String, Set<String>> halfWritten(String... changes) {
    return Secrets.halfWritten(
        CONFIGURATION,
        Plan.parse(
            json(
                "{\"format_version\": \"1.2\", \"resource_changes\": [%s]}"
                    .formatted(String.join(",", changes)))));
  }

  private static final String USER = "google_sql_user.mage";
  private static final String URL = "google_secret_manager_secret_version.url";
  private static final String JWT = "google_secret_manager_secret_version.jwt";

  private static String created(String address) {
    return change(address, "\"create\"", "null", "{}");
  }

  private static String unchanged(String address) {
    return change(address, "\"no-op\"", "{}", "{}");
  }

  @Test
  void everyEphemeralVariableWithoutADefaultGetsAValue() {
    Map<String, String> values = new Secrets(new SecureRandom()).valuesFor(CONFIGURATION);
    assertThat(values).containsOnlyKeys("db_password", "jwt");
    assertThat(values.values()).allMatch(value -> value.matches("[A-Za-z0-9]{32}"));
    assertThat(values.get("jwt")).isNotEqualTo(values.get("db_password"));
  }

  @Test
  void aRunHasOneValueForEachVariable() {
    Secrets secrets = new Secrets(new SecureRandom());
    assertThat(secrets.valuesFor(CONFIGURATION)).isEqualTo(secrets.valuesFor(CONFIGURATION));
  }

  @Test
  void aSecretThatIsWrittenEverywhereIsFine() {
    assertThat(halfWritten(created(USER), created(URL), created(JWT))).isEmpty();
    assertThat(halfWritten(unchanged(USER), unchanged(URL), unchanged(JWT))).isEmpty();
  }

  @Test
  void aSecretThatStaysInOnePlaceIsNamedWithThatPlace() {
    assertThat(halfWritten(created(USER), unchanged(URL), unchanged(JWT)))
        .containsExactly(Map.entry("db_password", Set.of(URL)));
    assertThat(halfWritten(unchanged(USER), created(URL)))
        .containsExactly(Map.entry("db_password", Set.of(USER)));
  }

  @Test
  void aRaisedVersionWritesAgain() {
    String raised =
        change(USER, "\"update\"", "{\"password_wo_version\": 1}", "{\"password_wo_version\": 2}");
    String replaced = change(URL, "\"delete\", \"create\"", "{}", "{}");
    assertThat(halfWritten(raised, replaced)).isEmpty();
    assertThat(halfWritten(raised, unchanged(URL)))
        .containsExactly(Map.entry("db_password", Set.of(URL)));
  }

  @Test
  void anUpdateThatLeavesTheVersionWritesNothing() {
    String renamed =
        change(
            USER,
            "\"update\"",
            "{\"password_wo_version\": 1, \"x\": 1}",
            "{\"password_wo_version\": 1, \"x\": 2}");
    assertThat(halfWritten(renamed, unchanged(URL))).isEmpty();
  }
}
