package tollgate.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tollgate.schema.JsonTree;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;
import tollgate.schema.value.JsonValues;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

class ValidationTest {
  @Test
  void aValueOutsideTheAllowedOnesIsNamedWithItsPath() throws IOException {
    List<Problem> problems =
        check(
            "google_sql_database_instance",
            "{'database_version':'POSTGRES_16','settings':[{'tier':'t','edition':'STANDARD'}]}");
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).summary())
        .isEqualTo(
            "expected settings.0.edition to be one of [\"ENTERPRISE\" \"ENTERPRISE_PLUS\"],"
                + " got STANDARD");
    assertThat(problems.get(0).at().dotted()).isEqualTo("settings.0.edition");
  }

  @Test
  void aNumberOutsideItsRangeIsRefused() throws IOException {
    assertThat(
            check(
                "google_sql_database_instance",
                "{'database_version':'POSTGRES_16',"
                    + "'settings':[{'tier':'t','maintenance_window':[{'day':8}]}]}"))
        .extracting(Problem::summary)
        .containsExactly(
            "expected settings.0.maintenance_window.0.day to be in the range (1 - 7), got 8");
  }

  @Test
  void argumentsThatExcludeOneAnotherAreRefused() throws IOException {
    assertThat(
            check(
                "google_storage_bucket_object",
                "{'name':'o','bucket':'b','content':'x','source':'y'}"))
        .extracting(Problem::detail)
        .contains(
            "\"content\": only one of `content,source` can be specified, but `content,source`"
                + " were specified.");
    assertThat(check("google_storage_bucket_object", "{'name':'o','bucket':'b'}"))
        .extracting(Problem::summary)
        .contains("Invalid combination of arguments");
  }

  @Test
  void anUnknownValueMayStillBeRight() throws IOException {
    ResourceSchema type = Schema.google().resource("google_storage_bucket_object").orElseThrow();
    Value.Fields config =
        ((Value.Fields) value(type, "{'name':'o','bucket':'b'}")).with("content", Values.UNKNOWN);
    assertThat(new Validation(type, config).problems()).isEmpty();
  }

  @Test
  void aBlockWithSomethingUnknownInItIsNotLookedInto() throws IOException {
    ResourceSchema type = Schema.google().resource("google_sql_database_instance").orElseThrow();
    Value config =
        value(
            type,
            "{'database_version':'POSTGRES_16','settings':[{'tier':'t','edition':'STANDARD'}]}");
    Value unknown = Path.of("settings.0.tier").put(config, Values.UNKNOWN);
    assertThat(new Validation(type, unknown).problems()).isEmpty();
  }

  @Test
  void anEmptyListIsGivenAndNoBlockIsNot() throws IOException {
    assertThat(
            check(
                "google_compute_firewall",
                "{'name':'f','network':'n','allow':[{'protocol':'tcp'}],'target_tags':['t'],"
                    + "'source_service_accounts':[]}"))
        .extracting(Problem::detail)
        .contains("\"target_tags\": conflicts with source_service_accounts");
    assertThat(
            check(
                "google_compute_firewall",
                "{'name':'f','network':'n','allow':[{'protocol':'tcp'}],'deny':[]}"))
        .isEmpty();
  }

  @Test
  void aNumberThatIsNotWholeIsRefusedWhereItMustBe() throws IOException {
    assertThat(
            check(
                "google_sql_database_instance",
                "{'database_version':'POSTGRES_16','node_count':1.5,'settings':[{'tier':'t'}]}"))
        .extracting(Problem::summary)
        .containsExactly("Attribute must be a whole number, got 1.5");
  }

  private static List<Problem> check(String name, String json) throws IOException {
    ResourceSchema type = Schema.google().resource(name).orElseThrow();
    return new Validation(type, value(type, json)).problems();
  }

  private static Value value(ResourceSchema type, String json) throws IOException {
    JsonNode tree = JsonTree.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return JsonValues.read(type.block(), tree);
  }
}
