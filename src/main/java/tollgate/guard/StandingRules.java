package tollgate.guard;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.plan.Attr;

/** Services and sizes that cost much by standing there. */
final class StandingRules {
  /** Managed services of which the smallest stands for hundreds of dollars a month. */
  private static final Set<String> DEAR =
      Set.of(
          "google_alloydb_instance",
          "google_bigtable_instance",
          "google_composer_environment",
          "google_container_cluster",
          "google_container_node_pool",
          "google_data_fusion_instance",
          "google_dataproc_cluster",
          "google_dataproc_metastore_service",
          "google_looker_instance",
          "google_managed_kafka_cluster",
          "google_memcache_instance",
          "google_netapp_storage_pool",
          "google_redis_cluster",
          "google_redis_instance",
          "google_spanner_instance",
          "google_tpu_v2_vm",
          "google_vertex_ai_index_endpoint",
          "google_vmwareengine_private_cloud",
          "google_workbench_instance");

  /** From here on a machine is not for one person's work. */
  private static final int LARGE = 16;

  /** A number of up to four digits: nothing has more vCPUs than that. */
  private static final Pattern CPUS = Pattern.compile("-(\\d{1,4})(?=-|$)");

  private StandingRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.deny("cost/standing-service")
            .good("No managed service stands whose smallest size costs hundreds a month.")
            .why("Clusters and managed databases bill their nodes day and night.")
            .fix(
                "Use what bills by use: BigQuery, Cloud Run jobs, a small Cloud SQL instance; waive"
                    + " this where the service is meant.")
            .source("https://cloud.google.com/pricing/list")
            .check(
                Check.standing(
                    DEAR,
                    s ->
                        Finding.bad(
                            "%s stands day and night%s."
                                .formatted(
                                    s.type(), s.price().map(price -> ": " + price).orElse(""))))),
        Rule.deny("cost/load-balancer")
            .good("No load balancer stands in front of a single service.")
            .why("A forwarding rule is billed by the hour even when nobody calls.")
            .fix(
                "Use the service's run.app address with Identity-Aware Proxy on the service itself.")
            .source("https://cloud.google.com/vpc/network-pricing#lb")
            .check(
                Check.standing(
                    Set.of(
                        "google_compute_forwarding_rule", "google_compute_global_forwarding_rule"),
                    s ->
                        Finding.bad(
                            "The forwarding rule %s before anybody calls."
                                .formatted(s.costs("is billed by the hour"))))),
        Rule.warn("cost/cloud-armor")
            .good("No Cloud Armor policy stands.")
            .why("A policy and each of its rules are billed by the month, requests on top.")
            .fix("Let Identity-Aware Proxy or IAM decide who gets in.")
            .source("https://cloud.google.com/armor/pricing")
            .check(
                Check.standing(
                    Set.of(
                        "google_compute_security_policy", "google_compute_region_security_policy"),
                    s ->
                        Finding.bad("The policy %s.".formatted(s.costs("is billed by the rule"))))),
        Rule.deny("cost/bigquery-slots")
            .good("BigQuery is billed by query.")
            .why("Reserved slots are billed by the hour, with queries or without.")
            .fix("Leave reservations out, or set slot_capacity to 0 and let autoscale do it.")
            .source("https://cloud.google.com/bigquery/docs/editions-intro")
            .check(
                Check.standing(
                    Set.of("google_bigquery_reservation", "google_bigquery_capacity_commitment"),
                    StandingRules::slots)),
        Rule.deny("cost/large-machine")
            .good("No machine has %d vCPUs or more.".formatted(LARGE))
            .why("The price grows with every vCPU, used or not.")
            .fix("Take a smaller machine type; most of the time 4 vCPUs wait for the network.")
            .source("https://cloud.google.com/compute/all-pricing")
            .check(
                Check.standing(
                    Set.of("google_compute_instance", "google_sql_database_instance"),
                    StandingRules::large)),
        Rule.warn("cost/flow-logs")
            .good("No subnetwork writes flow logs.")
            .why("Every connection becomes log lines, billed by the gigabyte.")
            .fix("Leave log_config out, or sample a small share of the flows.")
            .source(
                "https://cloud.google.com/vpc/docs/flow-logs; CKV_GCP_26, GCP-0029 and"
                    + " GCP-0076 ask for the opposite")
            .each("google_compute_subnetwork", StandingRules::flowLogs),
        Rule.warn("data/shared-mount-instances")
            .good("A service that keeps files in a mounted bucket has one instance.")
            .why("A mounted bucket knows no locks: of two writers the last one wins silently.")
            .fix("Set max_instance_count to 1, or keep state in the database.")
            .source(
                "https://cloud.google.com/run/docs/configuring/services/cloud-storage-volume-mounts")
            .each("google_cloud_run_v2_service", StandingRules::sharedMount));
  }

  private static Finding slots(Subject s) {
    Attr slots = s.get(s.type().endsWith("_reservation") ? "slot_capacity" : "slot_count");
    if (slots.isUnknown()) {
      return Finding.unknown("How many slots are reserved is not known before apply.");
    }
    return slots.number().filter(n -> n.signum() > 0).isPresent()
        ? Finding.bad(slots.text().orElse("") + " slots are reserved by the hour.")
        : Finding.good();
  }

  private static Finding large(Subject s) {
    Attr type = s.type().startsWith("google_sql") ? s.get("settings.tier") : s.get("machine_type");
    if (type.isUnknown()) {
      return Finding.unknown("The machine type is not known before apply.");
    }
    String name = type.text().orElse("").toLowerCase(Locale.ROOT);
    OptionalInt cpus = cpus(name.substring(name.lastIndexOf('/') + 1));
    return cpus.isPresent() && cpus.getAsInt() >= LARGE
        ? Finding.bad(
            "%s has %d vCPUs%s."
                .formatted(
                    name,
                    cpus.getAsInt(),
                    s.price().map(price -> " and costs " + price).orElse("")))
        : Finding.good();
  }

  /** The first number of {@code e2-standard-4}, {@code db-custom-2-7680}. */
  static OptionalInt cpus(String machineType) {
    Matcher matcher = CPUS.matcher(machineType);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  private static Finding flowLogs(Subject s) {
    Attr logs = s.written("log_config");
    if (logs.isUnknown()) {
      return Finding.unknown("Whether flow logs are written is not known before apply.");
    }
    return s.blocks("log_config").isEmpty()
        ? Finding.good()
        : Finding.bad("Flow logs are written and billed.");
  }

  private static Finding sharedMount(Subject s) {
    boolean mounts =
        s.blocks("template.volumes").stream()
            .anyMatch(volume -> volume.has("gcs") && !volume.get("gcs.read_only").isTrue());
    if (!mounts) {
      return Finding.good();
    }
    Attr most = s.written("template.scaling.max_instance_count");
    if (most.isUnknown()) {
      return Finding.unknown("How many instances may write is not known before apply.");
    }
    return most.text().filter("1"::equals).isPresent()
        ? Finding.good()
        : Finding.bad("Several instances may write to the mounted bucket at once.");
  }
}
