package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tollgate.plan.StackPlan;

/** What must hold whatever a plan says. */
class EstimatorLawsTest {

  /** One resource of a generated configuration. */
  record Resource(String type, JsonNode values) {}

  @Property(tries = 200)
  void adding_a_resource_never_lowers_any_of_the_three_numbers(
      @ForAll("resources") List<Resource> resources, @ForAll("resource") Resource more) {
    Estimate without = Configurations.estimate(plan(resources));
    List<Resource> longer = new ArrayList<>(resources);
    longer.add(more);
    Estimate with = Configurations.estimate(plan(longer));

    assertThat(with.floor()).isGreaterThanOrEqualTo(without.floor());
    assertThat(with.usage()).isGreaterThanOrEqualTo(without.usage());
    assertThat(with.ceiling()).isGreaterThanOrEqualTo(without.ceiling());
  }

  @Property(tries = 200)
  void the_floor_is_at_most_the_usage_and_the_usage_at_most_the_ceiling(
      @ForAll("resources") List<Resource> resources,
      @ForAll("usage") Map<String, Map<String, BigDecimal>> usage,
      @ForAll boolean freeTier) {
    Estimate estimate =
        new Estimator(Configurations.BOOK, new Options(new Usage(usage), freeTier))
            .estimate(List.of(plan(resources)));

    assertThat(estimate.floor()).isLessThanOrEqualTo(estimate.usage());
    assertThat(estimate.usage()).isLessThanOrEqualTo(estimate.ceiling());
    assertThat(estimate.floor()).isNotNegative();
    assertThat(estimate.resources())
        .allSatisfy(
            one -> {
              assertThat(one.floor()).isNotNegative().isLessThanOrEqualTo(one.usage());
              assertThat(one.usage()).isLessThanOrEqualTo(one.ceiling());
            });
  }

  @Property(tries = 100)
  void the_order_of_resources_does_not_matter(
      @ForAll("resources") List<Resource> resources, @ForAll Random random) {
    List<Resource> shuffled = new ArrayList<>(resources);
    Collections.shuffle(shuffled, random);
    Estimate one = Configurations.estimate(plan(resources));
    Estimate other = Configurations.estimate(plan(shuffled));

    assertThat(other.floor()).isEqualByComparingTo(one.floor());
    assertThat(other.usage()).isEqualByComparingTo(one.usage());
    assertThat(other.ceiling()).isEqualByComparingTo(one.ceiling());
  }

  @Property(tries = 100)
  void a_total_is_exactly_the_sum_of_its_lines(
      @ForAll("resources") List<Resource> resources,
      @ForAll("usage") Map<String, Map<String, BigDecimal>> usage) {
    Estimate estimate =
        new Estimator(Configurations.BOOK, new Options(new Usage(usage), true))
            .estimate(List.of(plan(resources)));
    List<Line> lines =
        Stream.concat(
                estimate.resources().stream().flatMap(r -> r.lines().stream()),
                estimate.shared().stream())
            .toList();

    assertThat(estimate.ceiling())
        .isEqualByComparingTo(
            lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    assertThat(estimate.resources().stream().flatMap(r -> r.lines().stream()))
        .allSatisfy(
            line ->
                assertThat(line.amount())
                    .isEqualByComparingTo(line.quantity().multiply(line.unitPrice())));
  }

  /** Attributes on which a cost depends: the resource, with %s for the value, and known values. */
  record Choice(String type, String template, List<String> known) {}

  private static final List<Choice> CHOICES =
      List.of(
          new Choice(
              "google_cloud_run_v2_service",
              run("'cpu_idle': %s, 'limits': {'cpu': '2', 'memory': '4Gi'}", "1", "3"),
              List.of("true", "false")),
          new Choice(
              "google_cloud_run_v2_service",
              run("'cpu_idle': false, 'limits': {'cpu': %s}", "1", "2"),
              List.of("'1'", "'500m'", "'8'", "'4000m'")),
          new Choice(
              "google_cloud_run_v2_service",
              run("'cpu_idle': false, 'limits': {'memory': %s}", "1", "2"),
              List.of("'512Mi'", "'2G'", "'32Gi'")),
          new Choice(
              "google_cloud_run_v2_service",
              run("'cpu_idle': true", "%s", "20"),
              List.of("0", "1", "20")),
          new Choice(
              "google_cloud_run_v2_service",
              run("'cpu_idle': true", "0", "%s"),
              List.of("1", "100", "1000")),
          new Choice(
              "google_sql_database_instance",
              sql("'tier': 'db-custom-2-7680', 'edition': %s"),
              List.of("'ENTERPRISE'", "'ENTERPRISE_PLUS'")),
          new Choice(
              "google_sql_database_instance",
              sql("'tier': 'db-g1-small', 'edition': 'ENTERPRISE', 'availability_type': %s"),
              List.of("'ZONAL'", "'REGIONAL'")),
          new Choice(
              "google_sql_database_instance",
              sql("'tier': 'db-g1-small', 'edition': 'ENTERPRISE', 'disk_type': %s"),
              List.of("'PD_SSD'", "'PD_HDD'")),
          new Choice(
              "google_sql_database_instance",
              sql("'tier': 'db-g1-small', 'edition': 'ENTERPRISE', 'disk_size': %s"),
              List.of("10", "3000")),
          new Choice(
              "google_sql_database_instance",
              sql("'tier': %s, 'edition': 'ENTERPRISE', 'disk_size': 100"),
              List.of("'db-f1-micro'", "'db-custom-96-638976'", "'db-n1-highmem-64'")),
          new Choice(
              "google_sql_database_instance",
              sql("'tier': 'db-g1-small', 'edition': 'ENTERPRISE', 'disk_autoresize_limit': %s"),
              List.of("0", "50")),
          new Choice(
              "google_filestore_instance",
              "{'location': 'us-central1-a', 'tier': 'BASIC_HDD', 'file_shares':"
                  + " {'capacity_gb': %s}}",
              List.of("1024", "2048", "65434")),
          new Choice(
              "google_vpc_access_connector",
              "{'region': 'us-central1', 'min_instances': %s, 'max_instances': 10}",
              List.of("2", "5", "9")),
          new Choice(
              "google_vpc_access_connector",
              "{'region': 'us-central1', 'machine_type': %s}",
              List.of("'f1-micro'", "'e2-micro'", "'e2-standard-4'")),
          new Choice(
              "google_compute_disk",
              "{'zone': 'us-central1-a', 'size': 50, 'type': %s}",
              List.of("'pd-standard'", "'pd-balanced'", "'pd-ssd'")),
          new Choice(
              "google_compute_address",
              "{'region': 'us-central1', 'address_type': %s}",
              List.of("'INTERNAL'", "'EXTERNAL'")),
          new Choice(
              "google_compute_instance",
              "{'zone': 'us-central1-a', 'machine_type': %s, 'boot_disk':"
                  + " {'initialize_params': {'size': 10}}}",
              List.of("'e2-micro'", "'n2-standard-8'")));

  @Property
  void an_unknown_value_is_never_cheaper_than_a_known_one(@ForAll("choices") Choice choice) {
    ResourceEstimate unknown =
        Configurations.one(choice.type(), choice.template().formatted("'${random_id.x.hex}'"));
    for (String value : choice.known()) {
      ResourceEstimate known =
          Configurations.one(choice.type(), choice.template().formatted(value));

      assertThat(known.coverage()).as(value).isNotEqualTo(Coverage.UNCOVERED);
      if (unknown.coverage() != Coverage.UNCOVERED) {
        assertThat(unknown.floor()).as(value).isGreaterThanOrEqualTo(known.floor());
        assertThat(unknown.ceiling()).as(value).isGreaterThanOrEqualTo(known.ceiling());
        assertThat(unknown.lines()).as(value).anyMatch(line -> line.note().contains("known only"));
      }
    }
  }

  @Provide
  Arbitrary<Choice> choices() {
    return Arbitraries.of(CHOICES);
  }

  private static String run(String resources, String min, String max) {
    return "{'location': 'us-central1', 'template': {'containers': [{'resources': {"
        + resources
        + "}}], 'scaling': {'min_instance_count': "
        + min
        + ", 'max_instance_count': "
        + max
        + "}}}";
  }

  private static String sql(String settings) {
    return "{'region': 'us-central1', 'database_version': 'POSTGRES_16', 'settings': {"
        + settings
        + "}}";
  }

  @Provide
  Arbitrary<List<Resource>> resources() {
    return resource().list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<Resource> resource() {
    Arbitrary<String> region =
        Arbitraries.of("us-central1", "us-west2", "europe-west1", "asia-east1", "moon-1");
    Arbitrary<Integer> number = Arbitraries.integers().between(0, 3000);
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    Arbitrary<String> template =
        Arbitraries.of(
            "google_cloud_run_v2_service "
                + "{'location': '%1$s', 'template': {'containers': [{'resources': {'cpu_idle':"
                + " %3$s, 'limits': {'cpu': '%2$dm', 'memory': '%2$dMi'}}}],"
                + " 'scaling': {'min_instance_count': %2$d}}}",
            "google_sql_database_instance "
                + "{'region': '%1$s', 'database_version': 'POSTGRES_16', 'settings': {'tier':"
                + " 'db-custom-2-7680', 'disk_size': %2$d, 'disk_autoresize': %3$s}}",
            "google_compute_instance "
                + "{'zone': '%1$s-b', 'machine_type': 'e2-micro', 'scheduling': {'preemptible':"
                + " %3$s}, 'boot_disk': {'initialize_params': {'size': %2$d}},"
                + " 'network_interface': {'access_config': {}}}",
            "google_filestore_instance "
                + "{'location': '%1$s-a', 'tier': 'BASIC_HDD', 'file_shares': {'capacity_gb':"
                + " %2$d}}",
            "google_vpc_access_connector {'region': '%1$s', 'max_instances': %2$d}",
            "google_compute_router_nat {'region': '%1$s', 'nat_ip_allocate_option': 'AUTO_ONLY'}",
            "google_compute_global_forwarding_rule {'project': '%1$s'}",
            "google_compute_security_policy {'rule': [{'priority': %2$d}]}",
            "google_compute_address {'region': '%1$s'}",
            "google_compute_disk {'zone': '%1$s-a', 'size': %2$d}",
            "google_secret_manager_secret_version {'enabled': %3$s}",
            "google_cloud_scheduler_job {'region': '%1$s'}",
            "google_storage_bucket {'location': '%1$s'}",
            "google_bigquery_dataset {'location': '%1$s'}",
            "google_cloud_run_v2_job {'location': '%1$s', 'template': {'template': {'containers':"
                + " [{}]}}}",
            "google_compute_network {}",
            "google_container_cluster {}");
    return Combinators.combine(template, region, number, flag)
        .as(
            (text, where, count, yes) -> {
              int blank = text.indexOf(' ');
              return new Resource(
                  text.substring(0, blank),
                  Configurations.json(text.substring(blank + 1).formatted(where, count, yes)));
            });
  }

  @Provide
  Arbitrary<Map<String, Map<String, BigDecimal>>> usage() {
    Map<String, List<String>> keys = new HashMap<>();
    Meters.all().forEach((type, meter) -> keys.put(type, List.copyOf(meter.usageKeys().keySet())));
    return Arbitraries.bigDecimals()
        .between(BigDecimal.ZERO, BigDecimal.valueOf(10_000_000))
        .ofScale(2)
        .map(
            amount -> {
              Map<String, Map<String, BigDecimal>> usage = new HashMap<>();
              keys.forEach(
                  (type, names) -> {
                    Map<String, BigDecimal> amounts = new HashMap<>();
                    names.forEach(name -> amounts.put(name, amount));
                    usage.put(type, amounts);
                  });
              return usage;
            });
  }

  private static StackPlan plan(List<Resource> resources) {
    Map<String, Map<String, JsonNode>> byType = new LinkedHashMap<>();
    for (Resource resource : resources) {
      Map<String, JsonNode> named =
          byType.computeIfAbsent(resource.type(), type -> new LinkedHashMap<>());
      named.put("x" + named.size(), resource.values());
    }
    return Configurations.plan(byType);
  }
}
