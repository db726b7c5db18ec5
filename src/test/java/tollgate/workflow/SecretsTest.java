package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
