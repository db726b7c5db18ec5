package tollgate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void a_document_that_is_no_plan_is_refused_with_the_way_to_make_one() {
    assertThatThrownBy(() -> Plan.parse(tree("[]")))
        .isInstanceOf(PlanFormatException.class)
        .hasMessageContaining("terraform show -json");
    assertThatThrownBy(() -> Plan.parse(tree("{'format_version':'9.0'}")))
        .hasMessageContaining("9.0");
    assertThatThrownBy(() -> Plan.parse(tree("{'format_version':'1.0','values':{}}")))
        .hasMessageContaining("a state, perhaps?");
  }

  @Test
  void actions_that_terraform_does_not_document_are_refused() {
    assertThatThrownBy(
            () ->
                Plan.parse(
                    tree(
                        "{'format_version':'1.2','resource_changes':[{'address':'a.b','type':'a',"
                            + "'change':{'actions':['explode']}}]}")))
        .hasMessageContaining("explode");
  }

  @Test
  void a_replacement_is_one_whichever_half_comes_first() throws Exception {
    for (String actions : new String[] {"'delete','create'", "'create','delete'"}) {
      Plan plan =
          Plan.parse(
              tree(
                  "{'format_version':'1.2','resource_changes':[{'address':'a.b','type':'a','change':"
                      + "{'actions':["
                      + actions
                      + "],'before':{},'after':{},'replace_paths':[['name']]}}]}"));
      assertThat(plan.changes().get(0).action()).isEqualTo(Action.REPLACE);
      assertThat(plan.changes().get(0).replacePaths()).hasSize(1);
      assertThat(plan.changesSomething()).isTrue();
    }
  }

  @Test
  void in_a_configuration_references_are_unknown_and_escaped_ones_are_text() throws Exception {
    Plan plan =
        Plan.ofConfiguration(
            tree(
                "{'terraform':{},'provider':{'google':[{'region':'us-central1'}]},'resource':"
                    + "{'google_storage_bucket':{'lake':{'name':'${var.name}','location':'US',"
                    + "'labels':{'note':'$${literal}'},'cors':[{'origin':['a','${b.c}']}],"
                    + "'depends_on':['x.y']}}}}"));

    ResourceChange bucket = plan.changes().get(0);
    assertThat(bucket.address()).isEqualTo(new Address("google_storage_bucket.lake"));
    assertThat(bucket.after().get("name").isUnknown()).isTrue();
    assertThat(bucket.after().get("location").text()).contains("US");
    assertThat(bucket.after().get("labels.note").text()).contains("$${literal}");
    assertThat(bucket.after().get("cors.origin.1").isUnknown()).isTrue();
    assertThat(bucket.after().get("depends_on").isAbsent()).isTrue();
    assertThat(plan.providerSetting(bucket, "region")).contains("us-central1");
  }

  private static JsonNode tree(String json) throws JsonProcessingException {
    return JSON.readTree(json.replace('\'', '"'));
  }
}
