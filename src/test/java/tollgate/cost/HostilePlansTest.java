package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.plan.StackPlan;

/** Plans that somebody made to be misread: never a wrong number, a hang or an exception. */
class HostilePlansTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "-0.0001",
        "'-5'",
        "'NaN'",
        "'Infinity'",
        "1e999999",
        "'1e999999'",
        "1e30",
        "9999999999999999999999999999999999999999999999",
        "'ten'",
        "'1_000'",
        "[10]",
        "{'a': 1}",
        "true",
        "'\\u0000'",
        "'\\u001b[31m10'"
      })
  void a_size_that_is_no_quantity_is_not_priced(String size) {
    List<ResourceEstimate> estimates =
        List.of(
            Configurations.one(
                "google_filestore_instance",
                "{'location': 'us-central1-a', 'tier': 'BASIC_HDD', 'file_shares':"
                    + " {'capacity_gb': %s}}".formatted(size)),
            Configurations.one(
                "google_compute_disk", "{'zone': 'us-central1-a', 'size': %s}".formatted(size)),
            Configurations.one(
                "google_sql_database_instance",
                "{'region': 'us-central1', 'database_version': 'POSTGRES_15', 'settings':"
                    + " {'tier': 'db-f1-micro', 'disk_size': %s}}".formatted(size)),
            Configurations.one(
                "google_cloud_run_v2_service",
                "{'location': 'us-central1', 'template': {'containers': [{}], 'scaling':"
                    + " {'min_instance_count': %s}}}".formatted(size)));

    assertThat(estimates)
        .allSatisfy(
            one -> {
              assertThat(one.coverage()).isEqualTo(Coverage.UNCOVERED);
              assertThat(one.floor()).isNotNegative();
              assertThat(one.reason()).contains("no quantity").doesNotContain("\u001b");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "google_compute_instance",
        "google_cloud_run_v2_service",
        "google_sql_database_instance",
        "google_filestore_instance",
        "google_vpc_access_connector",
        "google_storage_bucket",
        "google_bigquery_dataset",
        "google_compute_router_nat",
        "google_compute_address",
        "google_secret_manager_secret_version",
        "google_compute_security_policy",
        "google_cloud_run_v2_job",
        "google_compute_disk",
        "google_kms_crypto_key"
      })
  void values_of_any_shape_are_no_exception(String type) {
    for (String hostile :
        List.of(
            "{}",
            "{'template': 5, 'settings': 'x', 'zone': [], 'rule': 3, 'file_shares': null}",
            "{'template': [[[]]], 'settings': [null], 'zone': {}, 'boot_disk': [5]}",
            "{'location': '%s', 'region': '%s', 'zone': '%s'}".replace("%s", "x".repeat(100_000)),
            "{'location': '../../etc/passwd', 'region': '..', 'zone': '/', 'tier': '%n%s'}",
            "{'machine_type': 'custom-999-9999999', 'zone': 'us-central1-a'}",
            "{'machine_type': '" + "custom-".repeat(10_000) + "', 'zone': 'us-central1-a'}",
            "{'settings': {'tier': 'db-custom-0-0'}, 'region': 'us-central1'}",
            "{'database_version': 'POSTGRES_99999999999999', 'region': 'us-central1',"
                + " 'settings': {'tier': 'db-f1-micro'}}")) {
      ResourceEstimate estimate = Configurations.one(type, hostile);

      assertThat(estimate.floor())
          .as(hostile.substring(0, Math.min(80, hostile.length())))
          .isNotNegative();
      assertThat(estimate.reason().length()).isLessThan(1500);
    }
  }

  @Test
  void a_type_nobody_knows_is_not_free() {
    ResourceEstimate estimate = Configurations.one("google_quantum_computer", "{}");

    assertThat(estimate.coverage()).isEqualTo(Coverage.UNCOVERED);
    assertThat(estimate.reason()).contains("google_quantum_computer");
    assertThat(Configurations.one("aws_instance", "{}").coverage()).isEqualTo(Coverage.UNCOVERED);
    assertThat(Configurations.one("random_id", "{}").coverage()).isEqualTo(Coverage.FREE);
    assertThat(Configurations.one("random", "{}").coverage()).isEqualTo(Coverage.UNCOVERED);
  }

  @Test
  void ten_thousand_resources_take_less_than_two_seconds() {
    Map<String, Map<String, JsonNode>> resources = new LinkedHashMap<>();
    List<String> types =
        List.of(
            "google_compute_instance",
            "google_cloud_run_v2_service",
            "google_sql_database_instance",
            "google_compute_address",
            "google_bigquery_table",
            "google_secret_manager_secret_version",
            "google_compute_router_nat",
            "google_storage_bucket",
            "google_project_iam_member",
            "google_quantum_computer");
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    values.put("zone", "us-central1-a").put("region", "us-central1").put("location", "us-central1");
    values.put("machine_type", "e2-micro").put("dataset_id", "d").put("secret", "s");
    values.putObject("settings").put("tier", "db-f1-micro");
    for (int i = 0; i < 10_000; i++) {
      resources
          .computeIfAbsent(types.get(i % types.size()), type -> new LinkedHashMap<>())
          .put("x" + i, values);
    }
    StackPlan plan = Configurations.plan(resources);

    // Time of this thread alone: a busy machine is not what is measured.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    Estimate estimate = Configurations.estimate(plan);
    Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);

    assertThat(estimate.resources()).hasSize(10_000);
    assertThat(taken).isLessThan(Duration.ofSeconds(2));
  }
}
