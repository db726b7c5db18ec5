package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bill refuses to say, each with its reason, and small arguments that move an amount. */
class RefusalsTest {

  private static final String US = "'region': 'us-central1'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "google_redis_instance | {} | names a region",
        "google_redis_cluster | {} | names a region",
        "google_cloud_run_service | {} | names a region",
        "google_sql_database_instance | {} | names a region",
        "google_container_cluster | {} | names a region",
        "google_container_node_pool | {} | names a region",
        "google_composer_environment | {} | names a region",
        "google_cloudfunctions_function | {} | names a region",
        "google_cloudfunctions2_function | {} | names a region",
        "google_compute_instance_group_manager | {} | names a region",
        "google_redis_instance | {'region': 'us-central1', 'memory_size_gb': 1, 'tier': 'GOLD'} |"
            + " no Redis tier \"GOLD\"",
        "google_redis_instance | {'region': 'us-central1'} | memory_size_gb is not set",
        "google_redis_cluster | {'region': 'us-central1', 'shard_count': 1} | node_type is not"
            + " known",
        "google_redis_cluster | {'region': 'us-central1', 'shard_count': 1, 'node_type':"
            + " 'REDIS_STANDARD_SMALL', 'persistence_config': {'mode': 'AOF'}} | AOF",
        "google_redis_cluster | {'region': 'us-central1', 'shard_count': 1, 'node_type':"
            + " 'REDIS_STANDARD_SMALL', 'automated_backup_config': {'retention': '1d'}} | backups",
        "google_cloud_run_service | {'location': 'us-central1', 'template': {'spec':"
            + " {'node_selector': {'run.googleapis.com/accelerator': 'nvidia-l4'}}}} | no GPU of"
            + " Cloud Run",
        "google_container_node_pool | {'location': 'us-central1-a', 'node_config': {'image_type':"
            + " 'WINDOWS_LTSC_CONTAINERD'}} | Windows",
        "google_container_node_pool | {'location': 'us-central1-a', 'node_config':"
            + " {'confidential_nodes': {'enabled': true}}} | confidential",
        "google_container_node_pool | {'location': 'us-central1-a', 'node_config': {'node_group':"
            + " 'g'}} | sole-tenant",
        "google_container_node_pool | {'location': 'us-central1-a', 'node_config':"
            + " {'guest_accelerator': [{'type': 'nvidia-h100-80gb', 'count': 1}]}} | no GPU",
        "google_sql_database_instance | {'region': 'us-central1', 'settings': {}} | no"
            + " settings.tier",
        "google_sql_database_instance | {'region': 'us-central1', 'settings': {'tier': 'x'}} | no"
            + " Cloud SQL tier \"x\"",
        "google_dataproc_cluster | {'region': 'us-central1', 'virtual_cluster_config': {}} | on"
            + " GKE",
        "google_dataproc_cluster | {'region': 'us-central1'} | master_config.machine_type is not"
            + " known",
        "google_dataproc_cluster | {'region': 'us-central1', 'cluster_config': {'cluster_tier':"
            + " 'CLUSTER_TIER_PREMIUM'}} | premium",
        "google_cloudfunctions_function | {'region': 'us-central1', 'available_memory_mb': 16384} |"
            + " 16384 MB",
        "google_cloudfunctions2_function | {'location': 'us-central1', 'service_config':"
            + " {'available_memory': 'much'}} | no quantity of memory",
        "google_cloudfunctions2_function | {'location': 'us-central1', 'service_config':"
            + " {'available_memory': '64Gi'}} | no function with 64 GiB",
        "google_cloudbuild_trigger | {'build': {'options': {'worker_pool': 'p'}}} | private pools",
        "google_bigquery_reservation | {'edition': 'ENTERPRISE', 'location': 'us-central1'} |"
            + " slot_capacity is not set"
      })
  void what_cannot_be_priced_says_why(String type, String values, String why) {
    ResourceEstimate estimate = Configurations.one(type, values);

    assertThat(estimate.coverage()).isEqualTo(Coverage.UNCOVERED);
    assertThat(estimate.reason()).contains(why);
  }

  @Test
  void ssds_gpus_and_boot_disks_of_nodes_are_billed_for_each_node() {
    ResourceEstimate estimate =
        Configurations.one(
            "google_container_node_pool",
            "{'location': 'us-central1-a', 'node_count': 2, 'node_config': {'machine_type':"
                + " 'n1-standard-4', 'local_ssd_count': 1, 'boot_disk': {'disk_type': 'pd-ssd',"
                + " 'size_gb': 30}, 'guest_accelerator': [{'type': 'nvidia-tesla-t4', 'count':"
                + " 1}]}}");

    assertThat(estimate.coverage()).isEqualTo(Coverage.PRICED);
    assertThat(quantity(estimate, "compute.disk.local-ssd.gib-month")).isEqualByComparingTo("750");
    assertThat(quantity(estimate, "compute.disk.pd-ssd.gib-month")).isEqualByComparingTo("60");
    assertThat(quantity(estimate, "compute.gpu.t4.hour")).isEqualByComparingTo("1460");
    assertThat(quantity(estimate, "compute.ip.external.vm.hour")).isEqualByComparingTo("1460");
  }

  @Test
  void a_pool_takes_place_and_privacy_from_its_cluster() {
    Estimate estimate =
        Configurations.estimate(
            Configurations.plan(
                Map.of(
                    "google_container_cluster",
                    Map.of(
                        "c",
                        Configurations.json(
                            "{'name': 'c', 'location': 'us-central1', 'node_locations':"
                                + " ['us-central1-a', 'us-central1-b'],"
                                + " 'remove_default_node_pool': true, 'private_cluster_config':"
                                + " {'enable_private_nodes': true}}")),
                    "google_container_node_pool",
                    Map.of("p", Configurations.json("{'cluster': 'c', 'node_count': 1}")))));

    assertThat(estimate.uncovered()).isEmpty();
    ResourceEstimate pool =
        estimate.resources().stream()
            .filter(one -> one.type().equals("google_container_node_pool"))
            .findFirst()
            .orElseThrow();
    assertThat(quantity(pool, "compute.machine.e2-medium.hour")).isEqualByComparingTo("1460");
    assertThat(pool.lines()).noneMatch(line -> line.sku().startsWith("compute.ip."));
  }

  @Test
  void several_nodes_of_a_database_and_a_switched_off_address_and_cache_move_its_bill() {
    String settings =
        "'settings': {'tier': 'db-perf-optimized-N-2', 'edition': 'ENTERPRISE_PLUS',"
            + " 'ip_configuration': {'ipv4_enabled': %s}, 'data_cache_config':"
            + " {'data_cache_enabled': %s}}";
    ResourceEstimate on = sql(settings.formatted("true", "true"), 1);
    ResourceEstimate off = sql(settings.formatted("false", "false"), 1);
    ResourceEstimate three = sql(settings.formatted("false", "false"), 3);

    assertThat(on.lines())
        .anyMatch(line -> line.sku().equals("sql.ip.idle.hour"))
        .anyMatch(line -> line.sku().contains("data-cache"));
    assertThat(off.lines())
        .noneMatch(line -> line.sku().equals("sql.ip.idle.hour"))
        .noneMatch(line -> line.sku().contains("data-cache"));
    assertThat(three.floor()).isEqualByComparingTo(off.floor().multiply(BigDecimal.valueOf(3)));
    assertThat(off.lines().get(0).what()).contains("Enterprise Plus zonal");
  }

  @Test
  void a_tier_begins_where_the_quantity_passes_its_start() {
    Bill at = new Bill(Configurations.BOOK, key -> BigDecimal.ZERO);
    at.floor("m", "monitoring.metric-volume.mib", "global", new BigDecimal("100000"), "");
    Bill above = new Bill(Configurations.BOOK, key -> BigDecimal.ZERO);
    above.floor("m", "monitoring.metric-volume.mib", "global", new BigDecimal("100001"), "");

    assertThat(at.lines()).hasSize(1);
    assertThat(above.lines()).hasSize(2);
    assertThat(above.sum(Basis.FLOOR).subtract(at.sum(Basis.FLOOR))).isEqualByComparingTo("0.151");
  }

  private static ResourceEstimate sql(String settings, int nodes) {
    return Configurations.one(
        "google_sql_database_instance",
        "{%s, 'database_version': 'POSTGRES_17', 'node_count': %d, %s}"
            .formatted(US, nodes, settings));
  }

  private static BigDecimal quantity(ResourceEstimate estimate, String sku) {
    return estimate.lines().stream()
        .filter(line -> line.basis() == Basis.FLOOR && line.sku().equals(sku))
        .map(Line::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
