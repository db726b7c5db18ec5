package tollgate.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.schema.JsonTree;
import tollgate.schema.Schema;
import tollgate.schema.value.Value;

class ConfigurationCheckTest {
  /** One bucket with more arguments, and others beside it. */
  private static final String BUCKET =
      "{'resource':{'google_storage_bucket':{'b':{'name':'n','location':'US'%s}%s}}%s}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'force_destroy':'maybe'                       | Inappropriate value for attribute "force_destroy": a bool is required
          'force_destroy':1                             | a bool is required
          'labels':['a']                                | map of string required
          'name':['a']                                  | string required
          'default_event_based_hold':{}                 | a bool is required
          'cors':'x'                                    | contents of one or more "cors" blocks
          'cors':'${[1]}'                               | contents of one or more "cors" blocks
          'versioning':[{'enabled':true},{'enabled':true}]            | Too many versioning blocks
          'lifecycle_rule':{'action':{'type':'Delete'}} | lifecycle_rule.0.condition: Insufficient condition blocks
          'versioning':{}                               | "versioning.0.enabled" is required
          'dynamic':{'cors':{'for_each':'${[1]}','content':{'orign':['*']}}} | "orign". Did you mean "origin"?
          'self_link':'x'                               | Can't configure a value for "self_link"
          'timeouts':{'create':'soon'}                  | invalid duration "soon"
          'timeouts':{'delete':'1m'}                    | "delete"
          'labels':{'Env':'x'}                          | "Env" is an invalid label key
          'labels':{'a':'${google_storage_bucket.x.id}'}    | google_storage_bucket.x is not in this stack
          'labels':{'a':'${google_storage_bucket.b.id}'}    | may not refer to itself
          'labels':{'a':'${data.google_project.p.number}'}  | data.google_project.p is not in this stack
          'labels':{'a':'${var.region}'}                | "region" is not in this stack
          'depends_on':['google_storage_bucket.x']      | google_storage_bucket.x is not in this stack
          'provider':'google.eu'                        | google.eu is not in this stack
          'lifecycle':{'ignore_changes':['colour']}     | no argument named "colour"
          """)
  void oneMistakeIsOneSentence(String arguments, String sentence) throws IOException {
    assertThat(check(BUCKET.formatted("," + arguments, "", "")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.address()).isEqualTo("google_storage_bucket.b");
              assertThat(finding.what()).contains(sentence);
            });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'force_destroy':'true'
          'force_destroy':'${var.force}'
          'storage_class':null
          'labels':{'${var.key}':'x'}
          'labels':{'a':7,'b':true}
          'labels':{'a':'$${google_storage_bucket.x.id}'}
          'labels':{'a':'${replace(\\"google_storage_bucket.x\\", \\"}\\", \\"\\")}'}
          'labels':{'a':'${values(google_storage_bucket.many)[0].name}'}
          'labels':{'a':'${google_storage_bucket.many[0].url}'}
          'labels':{'a':'${{for k, v in google_storage_bucket.many : k => v.id}.x}'}
          'labels':{'a':'%{ if var.force }x%{ endif }'}
          'versioning':[]
          'timeouts':{'create':'1h30m'}
          'lifecycle':{'ignore_changes':['labels[\\"a\\"]','versioning']}
          'lifecycle':{'ignore_changes':'all'}
          'dynamic':{'cors':{'for_each':'${[1]}','content':{'origin':['*']}}}
          '//':'anything'
          'count':2
          """)
  void whatIsRightOrNotKnownYetPasses(String arguments) throws IOException {
    String others = ",'many':{'count':2,'name':'m','location':'US'}";
    String variables = ",'variable':{'force':{},'key':{}}";

    assertThat(check(BUCKET.formatted("," + arguments, others, variables))).isEmpty();
  }

  @Test
  void blocksThatWaitForOneAnotherAreNamedOnce() throws IOException {
    String a = "'a':{'account_id':'aaaaaa','description':'${google_service_account.b.id}'}";
    String b = "'b':{'account_id':'bbbbbb','description':'${google_service_account.a.id}'}";

    assertThat(check("{'resource':{'google_service_account':{" + a + "," + b + "}}}"))
        .extracting(Finding::what)
        .containsExactly(
            "Cycle: google_service_account.a, google_service_account.b wait for one another.");
  }

  @Test
  void anEphemeralValueMayGoToAWriteOnlyArgumentAndNowhereElse() throws IOException {
    String user =
        "{'variable':{'p':{'ephemeral':true}},'resource':{'google_sql_user':{'u':"
            + "{'name':'u','instance':'i',%s}}}}";

    assertThat(check(user.formatted("'password_wo':'${var.p}','password_wo_version':1"))).isEmpty();
    assertThat(check(user.formatted("'password':'x${var.p}'")))
        .extracting(Finding::what)
        .containsExactly(
            "Invalid use of ephemeral value: Ephemeral values are not valid for \"password\", because it is not a write-only attribute and must be persisted to state.");
  }

  @Test
  void anOutputOfASecretIsMarked() throws IOException {
    String output =
        "{'resource':{'google_service_account_key':{'k':{'service_account_id':'s'}}},"
            + "'output':{'key':{'value':'${%s}'%s}}}";
    String key = "google_service_account_key.k.private_key";

    assertThat(check(output.formatted(key, "")))
        .extracting(Finding::address)
        .containsExactly("output.key");
    assertThat(check(output.formatted(key, ",'sensitive':true"))).isEmpty();
    assertThat(check(output.formatted("nonsensitive(" + key + ")", ""))).isEmpty();
  }

  @Test
  void theProviderBlockIsCheckedToo() throws IOException {
    assertThat(
            check(
                "{'provider':{'google':[{'projet':'p','default_labels':['x']},"
                    + "{'alias':'eu','request_timeout':'soon'}]}}"))
        .extracting(Finding::toString)
        .hasSize(3)
        .allSatisfy(each -> assertThat(each).contains("provider.google"));
  }

  @Test
  void otherProvidersAreNotLookedInto() throws IOException {
    assertThat(
            check(
                "{'resource':{'random_password':{'p':{'lenght':3}},"
                    + "'google_new_thing':{'n':{'provider':'google-beta','x':1}}}}"))
        .isEmpty();
  }

  @Test
  void aTemplateIsUnknownAndAnEscapedOneIsText() {
    assertThat(Template.value("a-${x}").isUnknown()).isTrue();
    assertThat(Template.value("$${x} %%{y}")).isEqualTo(Value.text("${x} %{y}"));
    assertThat(Template.value("100% $5 {}")).isEqualTo(Value.text("100% $5 {}"));
    assertThat(Template.expressions("${a(\"}\")}-${{b = \"${c}\"}}-%{if d}"))
        .containsExactly("a(\"}\")", "{b = \"${c}\"}", "if d");
    assertThat(Template.withoutTexts("a(\"b.c ${d.e}\")")).doesNotContain("b.c").contains("d.e");
    assertThat(Template.expressions("${never closed \"")).hasSize(1);
  }

  private static List<Finding> check(String json) throws IOException {
    return ConfigurationCheck.of(
        Schema.google(), JsonTree.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }
}
