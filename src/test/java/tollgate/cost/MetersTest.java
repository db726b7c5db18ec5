package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/** How single arguments move a bill, and what stands beside the amounts. */
class MetersTest {

  private static final String RUN = "google_cloud_run_v2_service";
  private static final String SQL = "google_sql_database_instance";

  @Test
  void cpu_is_always_allocated_when_resources_are_written_without_cpu_idle() {
    assertThat(run("'resources': {'limits': {'cpu': '1'}}").lines().get(0).sku())
        .isEqualTo("run.cpu.instance.vcpu-second");
    assertThat(run("'resources': {'cpu_idle': true}").lines().get(0).sku())
        .isEqualTo("run.cpu.min-instance.vcpu-second");
    assertThat(run("'image': 'i'").lines().get(0).sku())
        .isEqualTo("run.cpu.min-instance.vcpu-second");
  }

  @Test
  void one_container_with_cpu_always_allocated_decides_for_all() {
    ResourceEstimate estimate =
        Configurations.one(
            RUN,
            "{'location': 'us-central1', 'template': {'scaling': {'min_instance_count': 1},"
                + " 'containers': [{'resources': {'cpu_idle': true}}, {'resources': {'cpu_idle':"
                + " false}}]}}");

    assertThat(estimate.lines().get(0).sku()).isEqualTo("run.cpu.instance.vcpu-second");
  }

  @Test
  void without_a_maximum_a_hundred_instances_are_the_ceiling() {
    ResourceEstimate estimate = run("'resources': {'limits': {'cpu': '1', 'memory': '1Gi'}}");

    // 100 x 2,628,000 s x (0.000018 + 0.000002)
    assertThat(estimate.ceiling()).isEqualByComparingTo("5256");
    assertThat(estimate.lines()).anyMatch(line -> line.note().contains("no maximum is set"));
  }

  @Test
  void a_service_with_nothing_standing_is_billed_by_use() {
    ResourceEstimate estimate =
        Configurations.one(
            RUN, "{'location': 'us-central1', 'template': {'containers': [{'image': 'i'}]}}");

    assertThat(estimate.coverage()).isEqualTo(Coverage.USAGE);
    assertThat(estimate.floor()).isZero();
    assertThat(estimate.reason()).startsWith("billed by use: ").contains("$0.4 per 1M-requests");
  }

  @Test
  void a_service_in_two_regions_is_billed_in_both() {
    assertThat(
            Configurations.one(
                    RUN,
                    "{'location': 'global', 'multi_region_settings': {'regions': ['us-central1',"
                        + " 'us-west2']}, 'template': {'containers': [{'image': 'i'}], 'scaling':"
                        + " {'min_instance_count': 1}}}")
                .lines())
        .extracting(Line::region)
        .contains("us-central1", "us-west2");
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRES_16, true", "POSTGRES_17, true", "POSTGRES_15, false", "POSTGRES_9_6, false",
    "MYSQL_8_4, true", "MYSQL_8_0, false", "MYSQL_8_0_31, false", "MYSQL_5_7, false",
    "MYSQL_9_0, true", "SQLSERVER_2022_WEB, false", "'', false"
  })
  void an_unwritten_edition_follows_the_version(String version, boolean plus) {
    assertThat(SqlMeter.defaultsToPlus(version)).isEqualTo(plus);
  }

  @Test
  void a_shared_core_in_an_edition_that_refuses_it_says_so() {
    ResourceEstimate estimate =
        Configurations.one(
            SQL,
            "{'region': 'us-central1', 'database_version': 'POSTGRES_16', 'settings': {'tier':"
                + " 'db-f1-micro'}}");

    assertThat(estimate.lines().get(0).note()).contains("ENTERPRISE");
  }

  @Test
  void storage_grows_to_its_limit_or_without_one_to_the_machines() {
    assertThat(sql("'disk_size': 10, 'disk_autoresize_limit': 50").lines())
        .anyMatch(
            line ->
                line.basis() == Basis.CEILING
                    && line.quantity().compareTo(BigDecimal.valueOf(40)) == 0);
    assertThat(sql("'disk_size': 10").lines())
        .anyMatch(
            line -> line.basis() == Basis.CEILING && line.note().contains("may grow to 65536"));
    assertThat(sql("'disk_size': 10, 'disk_autoresize': false").lines())
        .noneMatch(line -> line.what().contains("grown"));
  }

  @Test
  void what_a_plan_leaves_to_google_is_its_default_and_a_reference_is_the_costliest() {
    String after =
        "{'region': 'us-central1', 'database_version': 'POSTGRES_15', 'settings': [{'tier':"
            + " 'db-custom-1-3840', 'disk_autoresize': false}]}";
    String unknown = "{'settings': [{'disk_size': true, 'edition': true}]}";

    ResourceEstimate left =
        Configurations.one(
            Configurations.created(SQL, after, unknown, "{'settings': [{'tier': {}}]}"));
    ResourceEstimate referred =
        Configurations.one(
            Configurations.created(
                SQL,
                after,
                unknown,
                "{'settings': [{'tier': {}, 'disk_size': {'references': ['var.size']}}]}"));

    assertThat(left.lines()).anyMatch(line -> line.what().contains("10 GiB"));
    assertThat(referred.lines())
        .anyMatch(line -> line.what().contains("65536 GiB") && line.note().contains("known only"));
  }

  @Test
  void an_address_that_a_vm_refers_to_is_billed_with_the_vm() {
    StackPlan plan =
        new StackPlan(
            "",
            Plan.parse(
                Configurations.json(
                    """
                    {'format_version': '1.2', 'resource_changes': [
                      {'address': 'google_compute_address.ip[0]', 'mode': 'managed',
                       'type': 'google_compute_address', 'name': 'ip',
                       'change': {'actions': ['create'], 'before': null,
                                  'after': {'region': 'us-central1', 'address_type': 'EXTERNAL'},
                                  'after_unknown': {'address': true}}},
                      {'address': 'google_compute_instance.vm', 'mode': 'managed',
                       'type': 'google_compute_instance', 'name': 'vm',
                       'change': {'actions': ['create'], 'before': null,
                         'after': {'zone': 'us-central1-a', 'machine_type': 'e2-micro',
                           'boot_disk': [{'initialize_params': [{'size': 10}]}],
                           'network_interface': [{'access_config': [{}]}]},
                         'after_unknown':
                           {'network_interface': [{'access_config': [{'nat_ip': true}]}]}}}],
                     'configuration': {'root_module': {'resources': [
                       {'address': 'google_compute_instance.vm', 'expressions':
                         {'network_interface': [{'access_config': [{'nat_ip': {'references':
                           ['google_compute_address.ip[0].address', 'google_compute_address.ip[0]',
                            'google_compute_address.ip']}}]}]}}]}}}
                    """)));
    Estimate estimate = Configurations.estimate(plan);

    assertThat(estimate.resources().get(0).coverage()).isEqualTo(Coverage.FREE);
    assertThat(estimate.resources().get(0).reason()).contains("in use by a VM");
  }

  @Test
  void an_unknown_number_of_addresses_counts_as_one() {
    assertThat(
            Configurations.one(
                    "google_compute_instance",
                    "{'zone': 'us-central1-a', 'machine_type': 'e2-micro', 'boot_disk':"
                        + " {'initialize_params': {'size': 10}}, 'network_interface':"
                        + " [{'access_config': '${local.nat}'}]}")
                .lines())
        .anyMatch(
            line -> line.what().equals("external IPv4") && line.note().contains("known only"));
  }

  @Test
  void an_unknown_replication_is_not_one_location() {
    Estimate estimate =
        Configurations.estimate(
            Configurations.plan(
                Map.of(
                    "google_secret_manager_secret",
                    Map.of(
                        "s",
                        Configurations.json(
                            "{'secret_id': 's', 'replication': {'user_managed': {'replicas':"
                                + " '${local.all}'}}}")),
                    "google_secret_manager_secret_version",
                    Map.of("v", Configurations.json("{'secret': 'projects/p/secrets/s'}")))));

    assertThat(estimate.uncovered()).hasSize(1);
  }

  @Test
  void a_change_has_both_sides_and_what_is_forgotten_stays_on_the_bill() {
    String change =
        """
        {'format_version': '1.2', 'resource_changes': [
          {'address': 'google_compute_disk.a', 'mode': 'managed', 'type': 'google_compute_disk',
           'name': 'a', 'change': {'actions': ['update'],
             'before': {'zone': 'us-central1-a', 'type': 'pd-ssd', 'size': 100},
             'after': {'zone': 'us-central1-a', 'type': 'pd-ssd', 'size': 200}}},
          {'address': 'google_compute_disk.b', 'mode': 'managed', 'type': 'google_compute_disk',
           'name': 'b', 'change': {'actions': ['delete'],
             'before': {'zone': 'us-central1-a', 'type': 'pd-ssd', 'size': 10}, 'after': null}},
          {'address': 'google_compute_disk.c', 'mode': 'managed', 'type': 'google_compute_disk',
           'name': 'c', 'change': {'actions': ['forget'],
             'before': {'zone': 'us-central1-a', 'type': 'pd-ssd', 'size': 1}, 'after': null}},
          {'address': 'data.google_compute_disk.d', 'mode': 'data', 'type': 'google_compute_disk',
           'name': 'd', 'change': {'actions': ['read'], 'before': null,
             'after': {'zone': 'us-central1-a', 'size': 1000}}}]}
        """;
    CostChange cost =
        Estimator.shipped()
            .change(List.of(new StackPlan("lake", Plan.parse(Configurations.json(change)))));

    assertThat(cost.before().floor()).isEqualByComparingTo("18.87");
    assertThat(cost.after().floor()).isEqualByComparingTo("34.17");
    assertThat(cost.floorIncrease()).isEqualByComparingTo("15.30");
    assertThat(cost.after().resources()).allMatch(r -> r.stack().equals("lake"));
  }

  @Test
  void five_forwarding_rules_of_each_project_share_one_charge() {
    Estimate estimate =
        Configurations.estimate(
            Configurations.plan("google_compute_global_forwarding_rule", "{'project': 'a'}"),
            Configurations.plan("google_compute_global_forwarding_rule", "{'project': 'a'}"),
            Configurations.plan("google_compute_global_forwarding_rule", "{'project': 'b'}"));

    assertThat(estimate.floor()).isEqualByComparingTo("36.50");
    assertThat(estimate.shared()).hasSize(2);
    assertThat(estimate.resources())
        .allSatisfy(
            rule -> {
              assertThat(rule.coverage()).isEqualTo(Coverage.PRICED);
              assertThat(rule.reason()).contains("share one charge");
            });
  }

  @Test
  void the_region_comes_from_the_zone_a_url_or_the_provider_block() {
    for (String where :
        List.of(
            "'zone': 'us-west2-a'",
            "'zone': 'https://www.googleapis.com/compute/v1/projects/p/zones/us-west2-a'")) {
      assertThat(
              Configurations.one("google_compute_disk", "{%s, 'size': 10}".formatted(where))
                  .lines()
                  .get(0)
                  .region())
          .isEqualTo("us-west2");
    }
    ResourceEstimate nowhere = Configurations.one("google_compute_disk", "{'size': 10}");
    assertThat(nowhere.coverage()).isEqualTo(Coverage.UNCOVERED);
    assertThat(nowhere.reason()).contains("names a region");
  }

  @Test
  void declared_usage_without_a_price_is_not_nothing() {
    StackPlan plan = Configurations.plan("google_bigquery_dataset", "{'location': 'asia-east1'}");

    assertThat(Configurations.one(plan).coverage()).isEqualTo(Coverage.USAGE);
    assertThat(
            Configurations.estimate(
                    Map.of("google_bigquery_dataset", Map.of("active_storage_gib", BigDecimal.TEN)),
                    plan)
                .uncovered())
        .hasSize(1);
  }

  @Test
  void licensed_images_gpus_and_confidential_machines_are_not_priced_as_if_they_were_plain() {
    for (String more :
        List.of(
            "'boot_disk': {'initialize_params': {'size': 50, 'image': 'windows-cloud/windows-2022'}}",
            "'boot_disk': {'initialize_params': {'size': 50, 'image': 'rhel-cloud/rhel-9'}}",
            "'guest_accelerator': [{'type': 'nvidia-a100-80gb', 'count': 1}]",
            "'scratch_disk': '${local.disks}'",
            "'network_performance_config': {'total_egress_bandwidth_tier': 'TIER_1'}",
            "'scheduling': {'node_affinities': [{'key': 'k'}]}",
            "'confidential_instance_config': {'enable_confidential_compute': true}")) {
      assertThat(
              Configurations.one(
                      "google_compute_instance",
                      "{'zone': 'us-central1-a', 'machine_type': 'e2-medium', %s}".formatted(more))
                  .coverage())
          .as(more)
          .isEqualTo(Coverage.UNCOVERED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'0 20 * * *', '0 8 * * *', 365",
    "'0 18 * * 1-5', '0 8 * * 1-5', 217.261904762",
    "'30 18 * * MON-FRI', '0 8 * * MON-FRI', 228.125",
    "'0 20 * * *', '', 365",
    "'0 20 * * 5', '', 52.142857143",
    "'0 0 * * *', '0 0 * * *', 730",
    "'0 20 1 * *', '', 730",
    "'nonsense', '', 730"
  })
  void schedules_give_hours(String stop, String start, BigDecimal hours) {
    String starts =
        start.isEmpty() ? "" : "'vm_start_schedule': {'schedule': '%s'},".formatted(start);
    Estimate estimate =
        Configurations.estimate(
            Configurations.plan(
                Map.of(
                    "google_compute_instance",
                    Map.of(
                        "vm",
                        Configurations.json(
                            "{'name': 'vm', 'zone': 'us-central1-a', 'machine_type': 'e2-micro',"
                                + " 'boot_disk': {'initialize_params': {'size': 10}},"
                                + " 'resource_policies': ['p']}")),
                    "google_compute_resource_policy",
                    Map.of(
                        "p",
                        Configurations.json(
                            "{'name': 'p', 'instance_schedule_policy': {%s 'vm_stop_schedule':"
                                    .formatted(starts)
                                + " {'schedule': '%s'}}}".formatted(stop))))));
    Line machine =
        estimate.resources().stream()
            .flatMap(r -> r.lines().stream())
            .filter(line -> line.sku().startsWith("compute.machine"))
            .findFirst()
            .orElseThrow();

    assertThat(machine.quantity()).isEqualByComparingTo(hours);
    assertThat(estimate.ceiling()).isEqualByComparingTo("6.5147920750");
  }

  private static ResourceEstimate run(String container) {
    return Configurations.one(
        RUN,
        "{'location': 'us-central1', 'template': {'containers': [{%s}], 'scaling':"
                .formatted(container)
            + " {'min_instance_count': 1}}}");
  }

  private static ResourceEstimate sql(String settings) {
    return Configurations.one(
        SQL,
        "{'region': 'us-central1', 'database_version': 'POSTGRES_15', 'settings': {'tier':"
            + " 'db-custom-1-3840', %s}}".formatted(settings));
  }
}
