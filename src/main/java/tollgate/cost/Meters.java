package tollgate.cost;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tollgate.cost.UsageMeter.Use;

/** Which meter reads which resource type. */
final class Meters {

  private static final Meter RUN_SERVICE = new RunServiceMeter();
  private static final Meter ADDRESS = new AddressMeter();
  private static final Meter DISK = new DiskMeter();
  private static final Meter SECRET = new SecretMeter();
  private static final Meter ARMOR = new ArmorMeter();
  private static final Meter RULES = new ForwardingRules();
  private static final Meter BIGQUERY = new BigQueryMeter();

  private static final Use DELIVERY =
      new Use(
          "message delivery",
          "pubsub.message-delivery.tib",
          "message_tib",
          "TiB published and delivered");

  private static final Use LOGS =
      new Use("log volume", "logging.volume.gib", "log_gib", "GiB of logs kept here");

  private static final Use METRICS =
      new Use(
          "metric volume",
          "monitoring.metric-volume.mib",
          "metric_mib",
          "MiB of chargeable metrics");

  private static final Meter SINK = new UsageMeter(List.of(), List.of(LOGS));
  private static final Meter GROUP = new GroupMeter();

  private static final Map<String, Meter> BY_TYPE =
      Map.ofEntries(
          entry("google_artifact_registry_repository", artifacts()),
          entry("google_bigquery_dataset", BIGQUERY),
          entry("google_bigquery_table", BIGQUERY),
          entry("google_cloud_run_v2_job", new RunJobMeter()),
          entry("google_cloud_run_v2_service", RUN_SERVICE),
          entry("google_cloud_run_v2_worker_pool", RUN_SERVICE),
          entry("google_cloud_scheduler_job", scheduler()),
          entry("google_compute_address", ADDRESS),
          entry("google_compute_disk", DISK),
          entry("google_compute_forwarding_rule", RULES),
          entry("google_compute_global_address", ADDRESS),
          entry("google_compute_global_forwarding_rule", RULES),
          entry("google_compute_image", stored("image", "compute.image.gib-month")),
          entry("google_compute_instance", new InstanceMeter()),
          entry("google_compute_region_disk", DISK),
          entry("google_compute_router_nat", new NatMeter()),
          entry("google_compute_security_policy", ARMOR),
          entry("google_compute_security_policy_rule", ARMOR),
          entry("google_compute_snapshot", stored("snapshot", "compute.snapshot.gib-month")),
          entry("google_compute_vpn_tunnel", tunnel()),
          entry("google_dns_managed_zone", zone()),
          entry("google_filestore_instance", new FilestoreMeter()),
          entry("google_kms_crypto_key", new KeyMeter()),
          entry("google_logging_project_bucket_config", SINK),
          entry("google_logging_project_sink", SINK),
          entry("google_monitoring_alert_policy", new AlertMeter()),
          entry("google_monitoring_metric_descriptor", new UsageMeter(List.of(), List.of(METRICS))),
          entry("google_pubsub_subscription", subscription()),
          entry("google_pubsub_topic", topic()),
          entry("google_secret_manager_regional_secret", SECRET),
          entry("google_secret_manager_regional_secret_version", SECRET),
          entry("google_secret_manager_secret", SECRET),
          entry("google_secret_manager_secret_version", SECRET),
          entry("google_sql_database_instance", new SqlMeter()),
          entry("google_storage_bucket", new BucketMeter()),
          entry("google_bigquery_reservation", new ReservationMeter()),
          entry("google_cloud_run_service", new RunV1Meter()),
          entry("google_cloudbuild_trigger", new BuildMeter()),
          entry("google_cloudfunctions_function", new FunctionMeter()),
          entry("google_cloudfunctions2_function", new Function2Meter()),
          entry("google_composer_environment", new ComposerMeter()),
          entry("google_compute_instance_group_manager", GROUP),
          entry("google_compute_region_instance_group_manager", GROUP),
          entry("google_compute_resource_policy", new PolicyMeter()),
          entry("google_container_cluster", new GkeMeter()),
          entry("google_container_node_pool", new NodePoolMeter()),
          entry("google_dataproc_cluster", new DataprocMeter()),
          entry("google_redis_instance", new RedisMeter()),
          entry("google_redis_cluster", new RedisClusterMeter()),
          entry("google_logging_organization_sink", SINK),
          entry("google_logging_folder_sink", SINK),
          entry("google_logging_billing_account_sink", SINK),
          entry("google_logging_organization_bucket_config", SINK),
          entry("google_logging_folder_bucket_config", SINK),
          entry("google_logging_billing_account_bucket_config", SINK),
          entry("google_vpc_access_connector", new ConnectorMeter()));

  private Meters() {}

  static Optional<Meter> of(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  static Map<String, Meter> all() {
    return BY_TYPE;
  }

  private static Meter artifacts() {
    return new UsageMeter(
        List.of("location"),
        List.of(
            new Use(
                "stored artifacts",
                "artifactregistry.storage.gib-month",
                "storage_gib",
                "GiB stored"),
            new Use(
                "egress to the internet",
                "network.egress.internet.gib",
                "egress_gib",
                "GiB sent to the internet")));
  }

  private static Meter scheduler() {
    return new FixedMeter("scheduler job", "scheduler.job.month", false, List.of(), List.of());
  }

  private static Meter stored(String what, String sku) {
    return new UsageMeter(
        List.of("storage_locations.0", "zone"),
        List.of(new Use(what, sku, "storage_gib", "GiB stored")));
  }

  private static Meter tunnel() {
    return new FixedMeter(
        "VPN tunnel",
        "network.vpn.tunnel.hour",
        true,
        List.of("region"),
        List.of(
            new Use(
                "egress to the internet",
                "network.egress.internet.gib",
                "egress_gib",
                "GiB sent through the tunnel")));
  }

  private static Meter zone() {
    return new FixedMeter(
        "DNS zone",
        "dns.zone.month",
        false,
        List.of(),
        List.of(new Use("queries", "dns.queries.1m", "queries", "queries", 1_000_000)));
  }

  private static Meter topic() {
    return new UsageMeter(
        List.of(),
        List.of(
            DELIVERY,
            new Use(
                "retained messages",
                "pubsub.retained-acked.gib-month",
                "retained_gib",
                "GiB of acknowledged messages kept")));
  }

  private static Meter subscription() {
    return new UsageMeter(
        List.of(),
        List.of(
            DELIVERY,
            new Use(
                "retained messages",
                "pubsub.retained-acked.gib-month",
                "retained_gib",
                "GiB of acknowledged messages kept"),
            new Use(
                "snapshot backlog",
                "pubsub.snapshot-backlog.gib-month",
                "snapshot_gib",
                "GiB of unacknowledged messages in snapshots")));
  }
}
