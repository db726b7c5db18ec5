package tollgate.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.sandbox.behaviour.Behaviours;
import tollgate.sandbox.behaviour.Draft;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.sandbox.wire.Calls;
import tollgate.schema.JsonTree;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;
import tollgate.schema.value.JsonValues;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

class PlannerTest {
  private static final ProviderBlock PROVIDER =
      new ProviderBlock(
          Optional.of("acme-data-dev"),
          Optional.of("europe-west1"),
          Optional.of("europe-west1-b"),
          Map.of("team", "data"),
          true,
          false,
          Optional.empty(),
          Optional.empty());

  private final Planner planner = new Planner(false);

  @Test
  void aNewBucketGetsDefaultsUnknownsAndMergedLabels() throws IOException {
    Value planned =
        create("google_storage_bucket", "{'name':'b','location':'eu','labels':{'a':'1'}}");
    assertThat(planned.at("storage_class")).isEqualTo(Value.text("STANDARD"));
    assertThat(planned.at("location")).isEqualTo(Value.text("EU"));
    assertThat(planned.at("force_destroy")).isEqualTo(Value.bool(false));
    assertThat(planned.at("self_link").isUnknown()).isTrue();
    assertThat(planned.at("versioning").isUnknown()).isTrue();
    assertThat(planned.at("project").isUnknown()).isTrue();
    assertThat(planned.at("deletion_policy")).isEqualTo(Value.text("DELETE"));
    assertThat(planned.at("effective_labels"))
        .isEqualTo(
            new Value.Fields(
                Map.of(
                    "a", Value.text("1"),
                    "team", Value.text("data"),
                    "goog-terraform-provisioned", Value.text("true"))));
  }

  @Test
  void oneUnknownLabelMakesAllMergedLabelsUnknown() throws IOException {
    Value.Fields config =
        (Value.Fields) value("google_storage_bucket", "{'name':'b','location':'EU'}");
    Value planned =
        create(
            "google_storage_bucket",
            config.with("labels", new Value.Fields(Map.of("a", Values.UNKNOWN))));
    assertThat(planned.at("effective_labels").isUnknown()).isTrue();
    assertThat(planned.at("terraform_labels").isUnknown()).isTrue();
  }

  @Test
  void aServiceAccountsAddressIsKnownBeforeItExists() throws IOException {
    Value planned = create("google_service_account", "{'account_id':'etl'}");
    assertThat(planned.at("email"))
        .isEqualTo(Value.text("etl@acme-data-dev.iam.gserviceaccount.com"));
    assertThat(planned.at("member"))
        .isEqualTo(Value.text("serviceAccount:etl@acme-data-dev.iam.gserviceaccount.com"));
    assertThat(planned.at("unique_id").isUnknown()).isTrue();
  }

  @Test
  void anUnchangedResourceIsPlannedAsItWas() throws IOException {
    Value state = existing("google_pubsub_topic", "{'name':'t','project':'acme-data-dev'}");
    Calls.Planned planned = update("google_pubsub_topic", state, state);
    assertThat(planned.value()).isSameAs(state);
    assertThat(planned.replace()).isEmpty();
  }

  @Test
  void aForceNewArgumentInsideABlockIsNamedWithItsWholePath() throws IOException {
    Value before =
        existing(
            "google_compute_instance",
            "{'name':'vm','machine_type':'e2-small','zone':'z','project':'p',"
                + "'boot_disk':[{'initialize_params':[{'image':'debian-cloud/debian-12'}]}]}");
    Value after =
        Path.of("boot_disk.0.initialize_params.0.image").put(before, Value.text("x/other"));
    Calls.Planned planned = update("google_compute_instance", before, after);
    assertThat(planned.replace())
        .extracting(Path::dotted)
        .containsExactly("boot_disk.0.initialize_params.0.image");
  }

  @Test
  void anOptionalComputedArgumentLeftOutKeepsItsValue() throws IOException {
    Value before =
        existing(
            "google_storage_bucket",
            "{'name':'b','location':'EU','storage_class':'STANDARD',"
                + "'versioning':[{'enabled':true}]}");
    Value after = Path.of("versioning").put(before, Values.EMPTY_LIST);
    assertThat(update("google_storage_bucket", before, after).value().at("versioning"))
        .isEqualTo(before.at("versioning"));
  }

  @Test
  void aSmallerDiskIsReplacedAndALargerOneIsNot() throws IOException {
    Value before =
        existing("google_compute_disk", "{'name':'d','size':50,'zone':'z','project':'p'}");
    Value small = Path.of("size").put(before, Value.number(20));
    Value large = Path.of("size").put(before, Value.number(80));
    assertThat(update("google_compute_disk", before, small).replace())
        .extracting(Path::dotted)
        .containsExactly("size");
    assertThat(update("google_compute_disk", before, large).replace()).isEmpty();
  }

  @Test
  void aMachineKnowsTheProjectOfItsSubnetworkAndHoldsALinkToIt() throws IOException {
    String machine =
        "{'name':'m','machine_type':'e2-small','zone':'europe-west1-b','project':'acme-data-dev',"
            + "'boot_disk':[{'source':'d'}],'network_interface':[{'subnetwork':"
            + "'projects/acme-net/regions/europe-west1/subnetworks/shared'}]}";
    Value before = existing("google_compute_instance", machine);
    assertThat(Path.of("network_interface.0.subnetwork_project").in(before))
        .isEqualTo(Value.text("acme-net"));
    assertThat(update("google_compute_instance", before, before).problems()).isEmpty();

    Value elsewhere =
        Path.of("network_interface.0.subnetwork")
            .put(before, Value.text("projects/acme-data-dev/regions/europe-west1/subnetworks/own"));
    assertThat(update("google_compute_instance", before, elsewhere).problems())
        .singleElement()
        .extracting(problem -> problem.toString())
        .asString()
        .contains("project acme-data-dev in subnetwork's", "must match", "\"acme-net\"");
  }

  @Test
  void aWriteOnlyValueIsInNoPlan() throws IOException {
    Value planned =
        create("google_sql_user", "{'name':'u','instance':'i','password_wo':'hunter2'}");
    assertThat(planned.at("password_wo")).isEqualTo(Values.NULL);
  }

  @Test
  void otherSpellingsAreNoChange() throws IOException {
    Value before =
        existing(
            "google_project_iam_member",
            "{'project':'p','role':'roles/viewer','member':'user:ana@acme.example'}");
    Value after = Path.of("member").put(before, Value.text("user:Ana@acme.example"));
    assertThat(update("google_project_iam_member", before, after).value()).isSameAs(before);
  }

  @ParameterizedTest
  @CsvSource({
    "google_project_iam_custom_role, stage, ALPHA, '', true",
    "google_project_iam_custom_role, stage, BETA, '', false",
    "google_compute_instance, machine_type, zones/a/machineTypes/e2-small, e2-small, true",
    "google_compute_instance, min_cpu_platform, '', Automatic, true",
    "google_sql_database_instance, database_version, MYSQL_8_0_40, MYSQL_8_0, true",
    "google_sql_database_instance, database_version, MYSQL_8_0_31, MYSQL_8_0, false",
    "google_compute_subnetwork, network, https://www.googleapis.com/compute/v1/projects/p/global/networks/n, n, true",
    "google_compute_subnetwork, network, n, projects/p/global/networks/n, false",
    "google_storage_bucket_iam_member, bucket, b/lake, lake, true",
    "google_storage_bucket_object, kms_key_name, projects/p/locations/eu/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1, projects/p/locations/eu/keyRings/r/cryptoKeys/k, true"
  })
  void whatGoogleAnswersInOtherWordsIsNoChange(
      String name, String argument, String old, String fresh, boolean same) {
    Value nothing = new Value.Fields(Map.of());
    Draft draft = new Draft(schema(name), PROVIDER, nothing, nothing);
    assertThat(new Behaviours().same(draft, Path.of(argument), Value.text(old), Value.text(fresh)))
        .isEqualTo(same);
  }

  @Test
  void elementsOfASetHaveNoOrder() throws IOException {
    Value before =
        existing(
            "google_compute_firewall",
            "{'name':'f','network':'n','project':'p','source_ranges':['10.0.0.0/8'],"
                + "'allow':[{'protocol':'tcp','ports':['22']},{'protocol':'udp','ports':[]}]}");
    Value swapped =
        value(
            "google_compute_firewall",
            "{'name':'f','network':'n','project':'p','source_ranges':['10.0.0.0/8'],"
                + "'allow':[{'protocol':'UDP'},{'protocol':'TCP','ports':['22']}]}");
    Value after = Path.of("allow").put(before, swapped.at("allow"));
    assertThat(update("google_compute_firewall", before, after).value()).isSameAs(before);
  }

  private Value create(String type, String json) throws IOException {
    return create(type, value(type, json));
  }

  private Value create(String type, Value config) {
    return planner
        .plan(PROVIDER, schema(type), new Calls.Change(Values.NULL, config, config))
        .value();
  }

  /** The state of a resource that was created with this configuration. */
  private Value existing(String type, String json) throws IOException {
    return new Completion(new Identity(Schema.google()), false)
        .complete(schema(type), PROVIDER, create(type, json), Instant.EPOCH, "test");
  }

  private Calls.Planned update(String type, Value before, Value after) {
    return planner.plan(PROVIDER, schema(type), new Calls.Change(before, after, after));
  }

  private static ResourceSchema schema(String type) {
    return Schema.google().resource(type).orElseThrow();
  }

  private static Value value(String type, String json) throws IOException {
    JsonNode tree = JsonTree.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return JsonValues.read(schema(type).block(), tree);
  }
}
