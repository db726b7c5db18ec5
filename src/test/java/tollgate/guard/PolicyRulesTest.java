package tollgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.plan.StackPlan;

/** Where things may be and come from, in plans and in configurations, in all their spellings. */
class PolicyRulesTest {

  @ParameterizedTest
  @CsvSource({
    "mageai/mageai:0.9.79,                       docker.io/mageai,        true",
    "mageai/mageai:0.9.79,                       mageai/mageai,           true",
    "mageaix/mageai:0.9.79,                      docker.io/mageai,        false",
    "ubuntu:22.04,                               docker.io/library,       true",
    "ubuntu,                                     docker.io,               true",
    "index.docker.io/mageai/mageai@sha256:ab,    docker.io/mageai,        true",
    "gcr.io/acme/app,                            gcr.io,                  true",
    "eu.gcr.io/acme/app,                         gcr.io,                  false",
    "gcr.io.evil.example/acme/app,               gcr.io,                  false",
    "localhost:5000/app:1,                       localhost:5000,          true",
    "US-docker.pkg.dev/acme/apps/mage:1,         us-docker.pkg.dev/acme,  true",
    "us-docker.pkg.dev/acme/../evil/mage:1,      us-docker.pkg.dev/acme,  false",
    "us-docker.pkg.dev/acme-too/mage:1,          us-docker.pkg.dev/acme,  false"
  })
  void an_image_comes_from_whole_parts_of_a_name(String image, String source, boolean comes) {
    assertThat(PolicyRules.comesFrom(image, source)).isEqualTo(comes);
  }

  @ParameterizedTest
  @CsvSource({
    "e2-standard-4, e2",
    "custom-4-8192, n1",
    "n2-custom-4-8192, n2",
    "f1-micro, f1",
    "https://www.googleapis.com/compute/v1/projects/p/zones/us-central1-a/machineTypes/c2-standard-4, c2"
  })
  void a_family_is_what_a_machine_type_begins_with(String type, String family) {
    assertThat(PolicyRules.family(type)).isEqualTo(family);
  }

  @Test
  void a_zone_counts_as_its_region_and_an_unwritten_place_as_the_providers() throws IOException {
    assertThat(
            located("'google_compute_disk':{'it':{'name':'d','zone':'us-central1-b'}}", "us-east1"))
        .isEmpty();
    assertThat(located("'google_compute_address':{'it':{'name':'a'}}", "us-central1")).isEmpty();
    assertThat(located("'google_compute_address':{'it':{'name':'a'}}", "us-east1"))
        .contains(Verdict.Outcome.DENIED);
    assertThat(located("'google_project_service':{'it':{'service':'run.googleapis.com'}}", "x"))
        .isEmpty();
  }

  @Test
  void a_secret_that_google_replicates_is_global() throws IOException {
    assertThat(
            located(
                "'google_secret_manager_secret':{'it':{'secret_id':'s','replication':{'auto':{}}}}",
                "us-central1"))
        .contains(Verdict.Outcome.DENIED);
    assertThat(
            located(
                "'google_secret_manager_secret':{'it':{'secret_id':'s','replication':{'user_managed':"
                    + "{'replicas':[{'location':'us-central1'}]}}}}",
                "us-central1"))
        .isEmpty();
  }

  @Test
  void what_a_plan_does_not_know_stops_it_and_what_nobody_wrote_does_not() throws IOException {
    String plan =
        "{'format_version':'1.2','resource_changes':[{'address':'google_compute_address.it',"
            + "'mode':'managed','type':'google_compute_address','name':'it','change':"
            + "{'actions':['create'],'before':null,'after':{'name':'a'},"
            + "'after_unknown':{'region':true}}}],'configuration':{'provider_config':{'google':"
            + "{'name':'google','expressions':{'region':{'constant_value':'us-central1'}}}},"
            + "'root_module':{'resources':[{'address':'google_compute_address.it',"
            + "'provider_config_key':'google','expressions':%s}]}}}";

    assertThat(location(Cases.stack(Cases.json(plan.formatted("{}"))))).isEmpty();
    assertThat(
            location(
                Cases.stack(Cases.json(plan.formatted("{'region':{'references':['local.x']}}")))))
        .hasValueSatisfying(verdict -> assertThat(verdict.stops()).isTrue());
  }

  @Test
  void a_bucket_in_two_regions_is_judged_by_both() throws IOException {
    String bucket =
        "'google_storage_bucket':{'it':{'name':'b','location':'US','custom_placement_config':"
            + "{'data_locations':['US-CENTRAL1','US-EAST1']}}}";

    assertThat(located(bucket, "us-central1")).contains(Verdict.Outcome.DENIED);
  }

  @Test
  void service_accounts_have_no_domain_of_people() throws IOException {
    assertThat(granted("serviceAccount:mage@other.iam.gserviceaccount.com")).isEmpty();
    assertThat(granted("user:Ada@ACME.example")).isEmpty();
    assertThat(granted("user:ada@sub.acme.example")).contains(Verdict.Outcome.DENIED);
    assertThat(granted("domain:gmail.com")).contains(Verdict.Outcome.DENIED);
  }

  private static Optional<Verdict.Outcome> located(String resource, String providerRegion)
      throws IOException {
    return location(
            Cases.stack(
                Cases.json(
                    "{'provider':{'google':[{'region':'%s'}]},'resource':{%s}}"
                        .formatted(providerRegion, resource))))
        .map(Verdict::outcome);
  }

  private static Optional<Verdict> location(StackPlan stack) {
    return only(
        "data/location",
        stack,
        new Policy.Allowed(List.of("us-central1", "US"), List.of(), List.of(), List.of()));
  }

  private static Optional<Verdict.Outcome> granted(String member) throws IOException {
    return only(
            "access/member-domain",
            Cases.stack(
                Cases.json(
                    "{'resource':{'google_project_iam_member':{'it':{'role':'roles/run.invoker',"
                        + "'member':'%s'}}}}".formatted(member))),
            new Policy.Allowed(List.of(), List.of(), List.of(), List.of("acme.example")))
        .map(Verdict::outcome);
  }

  private static Optional<Verdict> only(String rule, StackPlan stack, Policy.Allowed allowed) {
    return Gate.judge(
            List.of(stack), Cases.cost("0", "0"), Policy.NONE.withAllowed(allowed), Cases.TODAY)
        .verdicts()
        .stream()
        .filter(verdict -> verdict.rule().equals(rule))
        .findFirst();
  }
}
