package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What moves the bills of clusters, groups, caches and functions, and where they cannot be told.
 */
class PlatformMetersTest {

  private static final String CLUSTER = "google_container_cluster";
  private static final String V1 = "google_cloud_run_service";

  @Test
  void annotations_of_the_template_and_not_of_the_service_decide_on_throttling() {
    ResourceEstimate atTemplate =
        v1("{}", "{'run.googleapis.com/cpu-throttling': 'false'" + minimum() + "}");
    ResourceEstimate atService =
        v1("{'run.googleapis.com/cpu-throttling': 'false'}", "{'x': 'y'" + minimum() + "}");

    assertThat(atTemplate.lines().get(0).sku()).isEqualTo("run.cpu.instance.vcpu-second");
    assertThat(atService.lines().get(0).sku()).isEqualTo("run.cpu.min-instance.vcpu-second");
  }

  @Test
  void the_higher_minimum_and_the_lower_maximum_hold_in_the_old_api() {
    ResourceEstimate estimate =
        v1(
            "{'run.googleapis.com/minScale': '2', 'run.googleapis.com/maxScale': '3'}",
            "{'run.googleapis.com/cpu-throttling': 'false', 'autoscaling.knative.dev/minScale':"
                + " '1', 'autoscaling.knative.dev/maxScale': '9'}");

    assertThat(estimate.lines().get(0).quantity()).isEqualByComparingTo("5256000");
    assertThat(estimate.ceiling())
        .isEqualByComparingTo(estimate.floor().multiply(new BigDecimal("1.5")));
  }

  @Test
  void an_annotation_that_is_no_number_is_not_covered() {
    ResourceEstimate estimate = v1("{}", "{'autoscaling.knative.dev/minScale': 'many'}");

    assertThat(estimate.coverage()).isEqualTo(Coverage.UNCOVERED);
    assertThat(estimate.reason()).contains("\"many\", which is no quantity");
  }

  @Test
  void an_annotation_known_only_after_apply_costs_the_most() {
    ResourceEstimate estimate =
        Configurations.one(
            Configurations.created(
                V1,
                "{'location': 'us-central1', 'template': [{'metadata': [{'annotations': {'a':"
                    + " 'b'}}], 'spec': [{'containers': [{'image': 'i'}]}]}]}",
                "{'template': [{'metadata': [{'annotations': {'autoscaling.knative.dev/maxScale':"
                    + " true}}]}]}",
                "{'template': [{'metadata': [{'annotations': {'references': ['var.a']}}], 'spec':"
                    + " [{'containers': [{'image': {}}]}]}]}"));

    assertThat(estimate.lines())
        .anyMatch(line -> line.note().contains("the most that is allowed is counted"));
    assertThat(estimate.ceiling()).isGreaterThan(new BigDecimal("10000"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, m1", "4, m1", "5, m2", "10, m2", "11, m3", "35, m3", "36, m4", "100, m4", "101, m5",
    "300, m5"
  })
  void redis_capacity_tiers_end_where_google_says(int gib, String tier) {
    assertThat(RedisMeter.capacity(BigDecimal.valueOf(gib))).isEqualTo(tier);
  }

  @Test
  void redis_whose_size_and_tier_are_known_only_after_apply_costs_the_most() {
    ResourceEstimate unknown =
        Configurations.one(
            Configurations.created(
                "google_redis_instance",
                "{'region': 'us-central1'}",
                "{'memory_size_gb': true, 'tier': true}",
                "{'memory_size_gb': {'references': ['var.a']}, 'tier': {'references':"
                    + " ['var.b']}}"));
    ResourceEstimate largest =
        Configurations.one(
            "google_redis_instance",
            "{'region': 'us-central1', 'memory_size_gb': 300, 'tier': 'STANDARD_HA'}");

    assertThat(unknown.floor()).isEqualByComparingTo(largest.floor());
  }

  @Test
  void redis_outside_of_the_priced_region_and_with_read_replicas_is_not_covered() {
    assertThat(
            Configurations.one(
                    "google_redis_instance", "{'region': 'europe-west1', 'memory_size_gb': 5}")
                .reason())
        .contains("no redis.basic.m2.gib-hour for europe-west1");
    assertThat(
            Configurations.one(
                    "google_redis_instance",
                    "{'region': 'us-central1', 'memory_size_gb': 5, 'read_replicas_mode':"
                        + " 'READ_REPLICAS_ENABLED'}")
                .coverage())
        .isEqualTo(Coverage.UNCOVERED);
  }

  @Test
  void a_regional_cluster_has_its_nodes_in_three_zones() {
    ResourceEstimate zonal =
        Configurations.one(CLUSTER, "{'location': 'us-central1-a', 'initial_node_count': 1}");
    ResourceEstimate regional =
        Configurations.one(CLUSTER, "{'location': 'us-central1', 'initial_node_count': 1}");
    BigDecimal fee = new BigDecimal("73.0");

    assertThat(regional.floor().subtract(fee))
        .isEqualByComparingTo(zonal.floor().subtract(fee).multiply(BigDecimal.valueOf(3)));
    assertThat(regional.lines()).anyMatch(line -> line.note().contains("3 zones"));
  }

  @Test
  void pools_inside_a_cluster_are_billed_instead_of_the_default_one() {
    ResourceEstimate estimate =
        Configurations.one(
            CLUSTER,
            "{'location': 'us-central1-a', 'node_pool': [{'node_count': 2, 'node_config':"
                + " {'machine_type': 'e2-small'}}]}");

    assertThat(estimate.lines())
        .anyMatch(line -> line.what().equals("VM e2-small") && line.basis() == Basis.FLOOR)
        .noneMatch(line -> line.what().equals("VM e2-medium"));
  }

  @Test
  void totals_of_an_autoscaled_pool_hold_for_all_zones_together() {
    ResourceEstimate estimate =
        Configurations.one(
            "google_container_node_pool",
            "{'cluster': 'c', 'location': 'us-central1', 'autoscaling': {'total_min_node_count':"
                + " 2, 'total_max_node_count': 6}, 'node_config': {'machine_type':"
                + " 'e2-medium'}}");

    assertThat(estimate.lines().get(0).quantity()).isEqualByComparingTo("1460");
    assertThat(estimate.lines().get(1).quantity()).isEqualByComparingTo("2920");
  }

  @Test
  void auto_provisioning_and_enterprise_are_not_covered() {
    assertThat(
            Configurations.one(
                    CLUSTER,
                    "{'location': 'us-central1-a', 'cluster_autoscaling': {'enabled': true}}")
                .reason())
        .contains("auto-provisioning");
    assertThat(
            Configurations.one(
                    CLUSTER,
                    "{'location': 'us-central1-a', 'enterprise_config': {'desired_tier':"
                        + " 'ENTERPRISE'}}")
                .reason())
        .contains("GKE Enterprise");
  }

  @Test
  void composer_names_what_has_to_be_declared_and_older_ones_are_not_covered() {
    String type = "google_composer_environment";

    assertThat(composer(type, "composer-3-airflow-2").reason()).contains("declare dcu");
    assertThat(composer(type, "composer-2.9.1-airflow-2").reason()).contains("only Composer 3");
    assertThat(Configurations.one(type, "{'region': 'us-central1'}").reason())
        .contains("the image version is not known");
  }

  @Test
  void a_single_node_of_dataproc_has_no_workers() {
    ResourceEstimate estimate =
        Configurations.one(
            "google_dataproc_cluster",
            "{'region': 'us-central1', 'cluster_config': {'master_config': {'machine_type':"
                + " 'n1-standard-4'}, 'software_config': {'override_properties':"
                + " {'dataproc:dataproc.allow.zero.workers': 'true'}}}}");

    assertThat(estimate.coverage()).isEqualTo(Coverage.PRICED);
    assertThat(estimate.lines()).noneMatch(line -> line.note().contains("worker"));
    assertThat(estimate.lines())
        .anyMatch(
            line ->
                line.sku().equals("dataproc.vcpu.hour")
                    && line.quantity().compareTo(BigDecimal.valueOf(2920)) == 0);
  }

  @Test
  void a_policy_that_sizes_dataproc_is_not_covered() {
    ResourceEstimate estimate =
        Configurations.one(
            "google_dataproc_cluster",
            "{'region': 'us-central1', 'cluster_config': {'autoscaling_config': {'policy_uri':"
                + " 'p'}}}");

    assertThat(estimate.reason()).contains("the autoscaling policy decides");
  }

  @ParameterizedTest
  @CsvSource({
    "n1-standard-4, 4",
    "e2-highmem-16, 16",
    "n2-custom-6-8192, 6",
    "c3-standard-8-lssd, 8",
    "e2-medium, ''",
    "nonsense, ''"
  })
  void the_vcpus_of_a_machine_are_in_its_name(String name, String cores) {
    assertThat(MachineType.of(name).cores().map(BigDecimal::toPlainString).orElse(""))
        .isEqualTo(cores);
  }

  @Test
  void slots_outside_of_the_priced_regions_or_without_an_edition_are_not_covered() {
    String type = "google_bigquery_reservation";

    assertThat(Configurations.one(type, "{'slot_capacity': 100, 'edition': 'ENTERPRISE'}").reason())
        .contains("bigquery.slot.enterprise.slot-hour for US");
    assertThat(
            Configurations.one(type, "{'slot_capacity': 100, 'location': 'us-central1'}").reason())
        .contains("edition is not known");
  }

  @Test
  void autoscaled_slots_are_the_ceiling() {
    ResourceEstimate estimate =
        Configurations.one(
            "google_bigquery_reservation",
            "{'slot_capacity': 0, 'location': 'us-central1', 'edition': 'ENTERPRISE',"
                + " 'autoscale': {'max_slots': 50}}");

    assertThat(estimate.floor()).isZero();
    assertThat(estimate.ceiling()).isEqualByComparingTo("2190");
  }

  @Test
  void a_group_without_its_template_is_not_covered() {
    assertThat(
            Configurations.one(
                    "google_compute_instance_group_manager",
                    "{'zone': 'us-central1-a', 'target_size': 1, 'version':"
                        + " [{'instance_template': 'elsewhere'}]}")
                .reason())
        .contains("template is not in these plans");
  }

  @Test
  void an_autoscaler_that_is_off_leaves_the_size_of_the_group() {
    Estimate estimate = group("OFF");

    assertThat(estimate.resources())
        .anyMatch(
            resource ->
                resource.type().equals("google_compute_instance_group_manager")
                    && resource.lines().get(0).quantity().compareTo(BigDecimal.valueOf(3650)) == 0);
    assertThat(estimate.ceiling()).isEqualByComparingTo(estimate.floor());
  }

  @Test
  void an_autoscaler_that_is_on_counts_instead_of_the_size() {
    Estimate estimate = group("ON");

    assertThat(estimate.ceiling())
        .isEqualByComparingTo(estimate.floor().multiply(BigDecimal.valueOf(3)));
  }

  @Test
  void the_idle_minimum_of_an_old_function_is_not_covered() {
    assertThat(
            Configurations.one(
                    "google_cloudfunctions_function",
                    "{'region': 'us-central1', 'min_instances': 1}")
                .reason())
        .contains("idle minimum");
  }

  @Test
  void a_policy_without_snapshots_is_free_and_one_with_them_is_billed_by_use() {
    String type = "google_compute_resource_policy";

    assertThat(Configurations.one(type, "{'region': 'us-central1'}").coverage())
        .isEqualTo(Coverage.FREE);
    assertThat(
            Configurations.one(
                    type, "{'region': 'us-central1', 'snapshot_schedule_policy': {'schedule': {}}}")
                .coverage())
        .isEqualTo(Coverage.USAGE);
  }

  @Test
  void a_build_machine_without_a_price_is_not_covered() {
    assertThat(
            Configurations.one(
                    "google_cloudbuild_trigger",
                    "{'build': {'options': {'machine_type': 'N1_HIGHCPU_32'}}}")
                .coverage())
        .isEqualTo(Coverage.UNCOVERED);
  }

  @Test
  void internal_and_passthrough_rules_and_regions_without_a_price_are_not_covered() {
    String type = "google_compute_forwarding_rule";

    for (String values :
        new String[] {
          "{'region': 'asia-east1', 'load_balancing_scheme': 'INTERNAL'}",
          "{'region': 'asia-east1'}",
          "{'region': 'europe-west1', 'load_balancing_scheme': 'EXTERNAL_MANAGED'}"
        }) {
      assertThat(Configurations.one(type, values).coverage())
          .as(values)
          .isEqualTo(Coverage.UNCOVERED);
    }
  }

  private static Estimate group(String mode) {
    return Configurations.estimate(
        Configurations.plan(
            Map.of(
                "google_compute_instance_template",
                Map.of("t", Configurations.json("{'name': 't', 'machine_type': 'e2-small'}")),
                "google_compute_instance_group_manager",
                Map.of(
                    "g",
                    Configurations.json(
                        "{'name': 'g', 'zone': 'us-central1-a', 'target_size': 5, 'version':"
                            + " [{'instance_template': 't'}]}")),
                "google_compute_autoscaler",
                Map.of(
                    "a",
                    Configurations.json(
                        "{'target': 'g', 'autoscaling_policy': {'min_replicas': 2,"
                            + " 'max_replicas': 6, 'mode': '%s'}}".formatted(mode))))));
  }

  private static ResourceEstimate composer(String type, String image) {
    return Configurations.one(
        type,
        "{'region': 'us-central1', 'config': {'software_config': {'image_version': '%s'}}}"
            .formatted(image));
  }

  private static String minimum() {
    return ", 'autoscaling.knative.dev/minScale': '1'";
  }

  private static ResourceEstimate v1(String service, String revision) {
    return Configurations.one(
        V1,
        "{'location': 'us-central1', 'metadata': {'annotations': %s}, 'template': {'metadata':"
                .formatted(service)
            + " {'annotations': %s}, 'spec': {'containers': [{'image': 'i'}]}}}"
                .formatted(revision));
  }
}
