package tollgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.plan.Values;

class SecretsTest {
  private static final JsonNode NO_MARKS = JsonNodeFactory.instance.objectNode();

  @Test
  void what_terraform_marks_is_masked_at_any_depth() throws IOException {
    JsonNode masked =
        masked(
            "google_compute_instance",
            "{'metadata':{'motd':'hello'},'disk':[{'key':'k1','size':1},{'key':'k2','size':2}]}",
            "{'metadata':true,'disk':[{},{'key':true}]}");

    assertThat(masked)
        .isEqualTo(
            Cases.json(
                "{'metadata':'(sensitive)','disk':[{'key':'k1','size':1},"
                    + "{'key':'(sensitive)','size':2}]}"));
  }

  @Test
  void what_only_the_schema_marks_is_masked_too() throws IOException {
    assertThat(masked("google_sql_user", "{'name':'mage','password':'hunter2'}", "{}"))
        .isEqualTo(Cases.json("{'name':'mage','password':'(sensitive)'}"));
    assertThat(
            masked("google_secret_manager_secret_version", "{'secret_data':'hunter2'}", "{}")
                .toString())
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DB_PASSWORD", "jwt-secret", "GITHUB_TOKEN", "api_key", "AWS_ACCESS_KEY", "pwd"})
  void a_variable_with_a_telling_name_is_masked(String name) throws IOException {
    String service =
        "{'template':[{'containers':[{'env':[{'name':'%s','value':'hunter2'}]}]}]}".formatted(name);

    assertThat(masked("google_cloud_run_v2_service", service, "{}").toString())
        .doesNotContain("hunter2")
        .contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TOKENIZER", "ENV", "SECRETS_VERSION", "PASSWORD_LENGTH", "KEYBOARD"})
  void other_variables_are_shown(String name) throws IOException {
    String service =
        "{'template':[{'containers':[{'env':[{'name':'%s','value':'shown'}]}]}]}".formatted(name);

    assertThat(masked("google_cloud_run_v2_service", service, "{}").toString()).contains("shown");
  }

  @Test
  void keys_of_metadata_tell_too_and_names_of_secrets_are_no_secrets() throws IOException {
    assertThat(
            masked("google_compute_instance", "{'metadata':{'db-password':'hunter2'}}", "{}")
                .toString())
        .doesNotContain("hunter2");
    assertThat(
            masked(
                    "google_cloud_run_v2_service",
                    "{'template':[{'containers':[{'env':[{'name':'A','value_source':"
                        + "[{'secret_key_ref':[{'secret':'mage-jwt'}]}]}]}]}]}",
                    "{}")
                .toString())
        .contains("mage-jwt");
  }

  @Test
  void what_is_not_set_stays_not_set() throws IOException {
    assertThat(masked("google_sql_user", "{'password':null}", "{'password':true}"))
        .isEqualTo(Cases.json("{'password':null}"));
  }

  private static JsonNode masked(String type, String values, String marks) throws IOException {
    return Secrets.masked(type, new Values(Cases.json(values), NO_MARKS, Cases.json(marks)));
  }
}
