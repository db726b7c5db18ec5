package tollgate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ValuesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void a_block_reads_the_same_as_an_object_and_as_a_list_of_one() throws Exception {
    Values list = values("{'settings':[{'tier':'db-f1-micro'}]}", "{}");
    Values object = values("{'settings':{'tier':'db-f1-micro'}}", "{}");

    assertThat(list.get("settings.tier").text()).contains("db-f1-micro");
    assertThat(object.get("settings.tier").text()).contains("db-f1-micro");
    assertThat(list.blocks("settings")).hasSize(1);
    assertThat(object.blocks("settings")).hasSize(1);
  }

  @Test
  void an_unknown_value_is_not_an_absent_one() throws Exception {
    Values values = values("{'a':null,'settings':[{}]}", "{'b':true,'settings':[{'tier':true}]}");

    assertThat(values.get("a")).isEqualTo(new Attr.Absent());
    assertThat(values.get("b")).isEqualTo(new Attr.Unknown());
    assertThat(values.get("settings.tier")).isEqualTo(new Attr.Unknown());
    assertThat(values.get("settings.edition")).isEqualTo(new Attr.Absent());
  }

  @Test
  void everything_under_an_unknown_block_is_unknown() throws Exception {
    Values values = values("{}", "{'settings':true}");

    assertThat(values.get("settings.0.tier")).isEqualTo(new Attr.Unknown());
    assertThat(values.blocks("settings")).isEmpty();
  }

  @Test
  void elements_keep_their_own_marks() throws Exception {
    Values values =
        values("{'env':[{'name':'A','value':'1'},{'name':'B'}]}", "{'env':[{},{'value':true}]}");

    assertThat(values.get("env.0.value").text()).contains("1");
    assertThat(values.blocks("env").get(1).get("value").isUnknown()).isTrue();
    assertThat(values.isPartlyUnknown("env")).isTrue();
    assertThat(values.isPartlyUnknown("env.0")).isFalse();
  }

  @Test
  void numbers_are_read_from_text_and_never_from_nonsense() throws Exception {
    Values values =
        values("{'a':'2','b':1.5,'c':'1e999999999','d':'NaN','e':'two','f':true}", "{}");

    assertThat(values.get("a").number())
        .hasValueSatisfying(n -> assertThat(n).isEqualByComparingTo("2"));
    assertThat(values.get("b").number())
        .hasValueSatisfying(n -> assertThat(n).isEqualByComparingTo("1.5"));
    assertThat(values.get("c").number()).isEmpty();
    assertThat(values.get("d").number()).isEmpty();
    assertThat(values.get("e").number()).isEmpty();
    assertThat(values.get("f").isTrue()).isTrue();
  }

  private static Values values(String values, String unknown) throws JsonProcessingException {
    return new Values(tree(values), tree(unknown), Values.NONE.values());
  }

  private static JsonNode tree(String json) throws JsonProcessingException {
    return JSON.readTree(json.replace('\'', '"'));
  }
}
