package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tollgate.plan.StackPlan;

class AlternativesTest {

  private final Alternatives alternatives = new Alternatives(Configurations.BOOK);

  @Test
  void a_filestore_is_dearer_than_the_same_size_in_a_bucket() {
    CheaperChoice choice =
        cheaper(
                "google_filestore_instance",
                "{'location': 'us-central1-a', 'tier': 'BASIC_HDD', 'file_shares':"
                    + " {'capacity_gb': 1024}}")
            .orElseThrow();

    assertThat(choice.choice()).contains("Cloud Storage bucket");
    assertThat(cents(choice.monthly())).isEqualByComparingTo("20.48");
    assertThat(cents(choice.saving())).isEqualByComparingTo("143.36");
  }

  @Test
  void an_unpriced_filestore_still_has_its_alternative_without_amounts() {
    CheaperChoice choice =
        cheaper(
                "google_filestore_instance",
                "{'location': 'europe-west1-b', 'tier': 'BASIC_HDD', 'file_shares':"
                    + " {'capacity_gb': 1024}}")
            .orElseThrow();

    assertThat(choice.monthly()).isEmpty();
    assertThat(choice.saving()).isEmpty();
  }

  @Test
  void a_connector_is_saved_whole() {
    CheaperChoice choice =
        cheaper("google_vpc_access_connector", "{'region': 'us-central1'}").orElseThrow();

    assertThat(choice.choice()).contains("direct VPC egress");
    assertThat(cents(choice.saving())).isEqualByComparingTo("12.23");
  }

  @Test
  void an_always_on_service_is_compared_with_a_small_vm() {
    CheaperChoice choice =
        cheaper(
                "google_cloud_run_v2_service",
                "{'location': 'us-central1', 'template': {'containers': [{'resources': {'limits':"
                    + " {'cpu': '2', 'memory': '4Gi'}}}], 'scaling': {'min_instance_count': 1}}}")
            .orElseThrow();

    assertThat(cents(choice.monthly())).isEqualByComparingTo("30.11");
    assertThat(cents(choice.saving())).isEqualByComparingTo("85.52");
  }

  @Test
  void a_service_that_costs_nothing_standing_needs_no_alternative() {
    assertThat(
            cheaper(
                "google_cloud_run_v2_service",
                "{'location': 'us-central1', 'template': {'containers': [{'image': 'i'}]}}"))
        .isEmpty();
  }

  @Test
  void a_regional_enterprise_plus_database_is_compared_with_a_zonal_enterprise_one() {
    CheaperChoice choice =
        cheaper(
                "google_sql_database_instance",
                "{'region': 'us-central1', 'database_version': 'POSTGRES_16', 'settings': {'tier':"
                    + " 'db-custom-2-7680', 'availability_type': 'REGIONAL', 'disk_size': 50}}")
            .orElseThrow();

    assertThat(choice.choice()).contains("ENTERPRISE").contains("ZONAL");
    // 2 x 0.0413 x 730 + 7.5 x 0.007 x 730 + 50 x 0.17
    assertThat(cents(choice.monthly())).isEqualByComparingTo("107.12");
  }

  @Test
  void the_plain_edition_gets_the_nearest_tier_that_it_has() {
    CheaperChoice choice = cheaper("google_sql_database_instance", plus(16, "ZONAL")).orElseThrow();

    // 104 GiB are 6.5 for each vCPU, the most of the plain edition.
    assertThat(choice.choice())
        .isEqualTo("write edition = \"ENTERPRISE\", tier = \"db-custom-16-106496\"");
    assertThat(choice.lost()).contains("104 GiB of 128");
    // 16 x 0.0413 x 730 + 104 x 0.007 x 730 + 50 x 0.17
    assertThat(cents(choice.monthly())).isEqualByComparingTo("1022.32");
  }

  @Test
  void a_machine_that_only_enterprise_plus_has_stays_there() {
    CheaperChoice zonal =
        cheaper("google_sql_database_instance", plus(128, "REGIONAL")).orElseThrow();

    assertThat(zonal.choice()).isEqualTo("write availability_type = \"ZONAL\"");
    assertThat(cheaper("google_sql_database_instance", plus(128, "ZONAL"))).isEmpty();
    assertThat(cheaper("google_sql_database_instance", plus(96, "ZONAL"))).isPresent();
  }

  private static String plus(int vcpu, String availability) {
    return "{'region': 'us-central1', 'database_version': 'POSTGRES_16', 'settings': {'tier':"
        + " 'db-perf-optimized-N-%d', 'edition': 'ENTERPRISE_PLUS', 'availability_type': '%s',"
            .formatted(vcpu, availability)
        + " 'disk_size': 50}}";
  }

  @Test
  void a_plain_database_has_none() {
    assertThat(
            cheaper(
                "google_sql_database_instance",
                "{'region': 'us-central1', 'database_version': 'POSTGRES_15', 'settings': {'tier':"
                    + " 'db-f1-micro'}}"))
        .isEmpty();
  }

  @Test
  void a_vm_that_always_runs_is_compared_with_a_schedule() {
    CheaperChoice choice =
        cheaper(
                "google_compute_instance",
                "{'zone': 'us-central1-a', 'machine_type': 'e2-standard-4', 'boot_disk':"
                    + " {'initialize_params': {'size': 100, 'type': 'pd-balanced'}}}")
            .orElseThrow();

    // 97.836673 x 60 / 168 + 10
    assertThat(cents(choice.monthly())).isEqualByComparingTo("44.94");
  }

  @Test
  void other_families_have_theirs_and_free_ones_none() {
    assertThat(cheaper("google_compute_address", "{'region': 'us-west2'}")).isPresent();
    assertThat(cheaper("google_compute_address", "{'address_type': 'INTERNAL'}")).isEmpty();
    assertThat(cheaper("google_compute_router_nat", "{'region': 'us-west2'}")).isPresent();
    assertThat(
            cheaper("google_compute_disk", "{'zone': 'us-west2-a', 'size': 9, 'type': 'pd-ssd'}"))
        .isPresent();
    assertThat(cheaper("google_compute_disk", "{'zone': 'us-west2-a', 'size': 9}")).isEmpty();
    assertThat(cheaper("google_compute_global_forwarding_rule", "{}")).isPresent();
    assertThat(cheaper("google_compute_security_policy", "{}")).isPresent();
    assertThat(cheaper("google_secret_manager_secret_version", "{}")).isEmpty();
    assertThat(cheaper("google_compute_network", "{}")).isEmpty();
  }

  private Optional<CheaperChoice> cheaper(String type, String values) {
    StackPlan plan = Configurations.plan(type, values);
    return alternatives.cheaper(
        plan.plan().changes().get(0), Configurations.estimate(plan).resources().get(0));
  }

  private static BigDecimal cents(Optional<BigDecimal> usd) {
    return usd.orElseThrow().setScale(2, RoundingMode.HALF_UP);
  }
}
