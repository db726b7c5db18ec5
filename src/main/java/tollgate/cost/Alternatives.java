package tollgate.cost;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tollgate.plan.ResourceChange;

/** The cheaper choice for each costly family of resources, priced in the resource's own region. */
public final class Alternatives {

  private static final BigDecimal VM_DISK_GIB = BigDecimal.valueOf(20);

  /** Ten hours on each of six days. */
  private static final BigDecimal WORKING_HOURS_A_WEEK = BigDecimal.valueOf(60);

  private static final Function<ResourceEstimate, Optional<CheaperChoice>> WITHOUT_LOAD_BALANCER =
      always(
          "reach the service by its run.app URL with IAP switched on (iap_enabled), without a load"
              + " balancer",
          Optional.of(BigDecimal.ZERO),
          "a domain of one's own on the load balancer, its cache, and filtering by address",
          "cloud.google.com/run/docs/securing/identity-aware-proxy-cloud-run");

  private final PriceBook book;
  private final Map<String, Function<ResourceEstimate, Optional<CheaperChoice>>> byType;

  public Alternatives(PriceBook book) {
    this.book = book;
    this.byType =
        Map.ofEntries(
            entry("google_filestore_instance", this::bucketMount),
            entry(
                "google_vpc_access_connector",
                always(
                    "use direct VPC egress (vpc_access.network_interfaces), which needs no connector",
                    Optional.of(BigDecimal.ZERO),
                    "nothing but a range of free addresses in the subnetwork, a /26 at least",
                    "cloud.google.com/run/docs/configuring/vpc-direct-vpc")),
            entry("google_cloud_run_v2_service", this::smallVm),
            entry("google_sql_database_instance", new PlainDatabase(book)::choice),
            entry("google_compute_instance", this::schedule),
            entry("google_compute_disk", this::balancedDisk),
            entry("google_compute_address", this::release),
            entry("google_compute_global_address", this::release),
            entry("google_compute_security_policy", WITHOUT_LOAD_BALANCER),
            entry("google_compute_global_forwarding_rule", WITHOUT_LOAD_BALANCER),
            entry(
                "google_compute_router_nat",
                always(
                    "switch on private_ip_google_access in the subnetwork, if only Google's APIs are called",
                    Optional.of(BigDecimal.ZERO),
                    "the way to every other address on the internet",
                    "cloud.google.com/vpc/docs/private-google-access")),
            entry("google_secret_manager_secret_version", this::automaticReplication),
            entry("google_redis_instance", this::plainRedis),
            entry("google_composer_environment", this::airflowOnVm),
            entry(
                "google_container_cluster",
                always(
                    "run the containers on Cloud Run, which has no fee for a cluster and no idle nodes",
                    Optional.empty(),
                    "Kubernetes itself: daemon sets, operators, volumes that several containers write",
                    "cloud.google.com/run/pricing")),
            entry("google_container_node_pool", this::spotNodes),
            entry(
                "google_dataproc_cluster",
                always(
                    "delete it when it idles (lifecycle_config.idle_delete_ttl), or submit batches to serverless"
                        + " Spark",
                    Optional.empty(),
                    "a cluster that is there at once: it takes about two minutes to come",
                    "cloud.google.com/dataproc/docs/concepts/configuring-clusters/scheduled-deletion")),
            entry(
                "google_bigquery_reservation",
                always(
                    "query on demand, or write slot_capacity = 0 with an autoscale block",
                    Optional.empty(),
                    "a price that does not depend on how much is scanned",
                    "cloud.google.com/bigquery/pricing")),
            entry("google_compute_instance_group_manager", this::scaledIn),
            entry("google_compute_region_instance_group_manager", this::scaledIn));
  }

  /**
   * What would do nearly the same for less; empty when nothing is known, or when it would not be
   * cheaper.
   */
  public Optional<CheaperChoice> cheaper(ResourceChange change, ResourceEstimate estimate) {
    var family = byType.get(change.type());
    return family == null
        ? Optional.empty()
        : family.apply(estimate).filter(choice -> pays(choice));
  }

  /** A choice that does not depend on the bill. */
  private static Function<ResourceEstimate, Optional<CheaperChoice>> always(
      String choice, Optional<BigDecimal> monthly, String lost, String source) {
    return estimate -> choice(choice, estimate, monthly, lost, source);
  }

  private static boolean pays(CheaperChoice choice) {
    return choice.saving().isEmpty() || choice.saving().get().signum() > 0;
  }

  private Optional<CheaperChoice> bucketMount(ResourceEstimate estimate) {
    Optional<Line> capacity = floorLine(estimate, "filestore.");
    Optional<BigDecimal> monthly =
        capacity.flatMap(
            line ->
                price("storage.standard.gib-month", line.region())
                    .map(usd -> usd.multiply(line.quantity())));
    return choice(
        "mount a Cloud Storage bucket as a volume instead (orchestrator.storage: gcs); only what is"
            + " stored is billed, the amount is for the same size, full",
        estimate,
        monthly,
        "file locks and rename in one step; a Filestore can also never be made smaller",
        "cloud.google.com/run/docs/configuring/services/cloud-storage-volume-mounts");
  }

  private Optional<CheaperChoice> smallVm(ResourceEstimate estimate) {
    Optional<Line> cpu =
        floorLine(estimate, "run.cpu.").filter(line -> line.quantity().signum() > 0);
    if (cpu.isEmpty()) {
      return Optional.empty();
    }
    String region = cpu.get().region();
    Optional<BigDecimal> monthly = smallVmPrice(region);
    return choice(
        "run it on one e2-medium VM with a 20 GiB disk, or let it scale to zero with"
            + " min_instance_count = 0 and cpu_idle = true",
        estimate,
        monthly,
        "on a VM: rolling deployments, scaling, managed TLS; at zero: schedules that run inside it",
        "cloud.google.com/run/pricing");
  }

  private Optional<CheaperChoice> schedule(ResourceEstimate estimate) {
    boolean always =
        estimate.lines().stream()
            .filter(line -> line.sku().startsWith("compute.machine."))
            .anyMatch(line -> line.quantity().compareTo(Month.HOURS) == 0);
    if (!always) {
      return Optional.empty();
    }
    BigDecimal share = Month.quotient(WORKING_HOURS_A_WEEK, Month.HOURS_A_WEEK);
    BigDecimal monthly =
        estimate.lines().stream()
            .filter(line -> line.basis() == Basis.FLOOR)
            .map(line -> isWhileRunning(line) ? line.amount().multiply(share) : line.amount())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return choice(
        "stop it when nobody works, with a resource policy that stops it each evening; the amount is"
            + " for 60 hours a week",
        estimate,
        Optional.of(monthly),
        "it has to be started before it is used",
        "cloud.google.com/compute/docs/instances/schedule-instance-start-stop");
  }

  private static boolean isWhileRunning(Line line) {
    return line.sku().startsWith("compute.") && !line.sku().startsWith("compute.disk.pd-");
  }

  private Optional<CheaperChoice> balancedDisk(ResourceEstimate estimate) {
    Optional<Line> costly =
        floorLine(estimate, "compute.disk.pd-ssd.gib-month")
            .or(() -> floorLine(estimate, "compute.disk.pd-extreme.gib-month"));
    Optional<BigDecimal> monthly =
        costly.flatMap(
            line ->
                price("compute.disk.pd-balanced.gib-month", line.region())
                    .map(usd -> usd.multiply(line.quantity())));
    return monthly.flatMap(
        usd ->
            choice(
                "use type = \"pd-balanced\"",
                estimate,
                Optional.of(usd),
                "operations a second: 6 for each GiB instead of 30",
                "cloud.google.com/compute/docs/disks/performance"));
  }

  private Optional<CheaperChoice> release(ResourceEstimate estimate) {
    return floorLine(estimate, "compute.ip.static-unused").isEmpty()
        ? Optional.empty()
        : choice(
            "release the address, or give it to what needs it",
            estimate,
            Optional.of(BigDecimal.ZERO),
            "the address itself: another one comes next time",
            "cloud.google.com/vpc/network-pricing");
  }

  private Optional<CheaperChoice> automaticReplication(ResourceEstimate estimate) {
    Optional<Line> versions =
        floorLine(estimate, "secretmanager.version")
            .filter(line -> line.quantity().compareTo(BigDecimal.ONE) > 0);
    return versions.flatMap(
        line ->
            choice(
                "replicate the secret automatically (replication.auto), which counts as one location",
                estimate,
                Optional.of(line.unitPrice()),
                "the choice of the regions that hold it",
                "cloud.google.com/secret-manager/pricing"));
  }

  private Optional<CheaperChoice> plainRedis(ResourceEstimate estimate) {
    return floorLine(estimate, "redis.standard.")
        .flatMap(
            line ->
                choice(
                    "write tier = \"BASIC\"",
                    estimate,
                    price(line.sku().replace("redis.standard.", "redis.basic."), line.region())
                        .map(usd -> usd.multiply(line.quantity())),
                    "the replica: a failure or a maintenance empties the cache",
                    "cloud.google.com/memorystore/docs/redis/redis-tiers"));
  }

  private Optional<CheaperChoice> airflowOnVm(ResourceEstimate estimate) {
    String region = estimate.lines().stream().map(Line::region).findFirst().orElse("");
    return choice(
        "run Airflow with compose on one e2-medium VM with a 20 GiB disk",
        estimate,
        smallVmPrice(region),
        "workers that scale, upgrades and backups by Google",
        "airflow.apache.org/docs/apache-airflow/stable/howto/docker-compose");
  }

  private Optional<CheaperChoice> spotNodes(ResourceEstimate estimate) {
    return floorLine(estimate, "compute.machine.").filter(line -> !isSpot(line)).isEmpty()
        ? Optional.empty()
        : choice(
            "use spot nodes (node_config.spot = true) and let the pool scale to what runs",
            estimate,
            withSpotMachines(estimate),
            "nodes that stay: a spot node goes with 30 seconds' notice",
            "cloud.google.com/kubernetes-engine/docs/concepts/spot-vms");
  }

  private Optional<CheaperChoice> scaledIn(ResourceEstimate estimate) {
    return choice(
        "let an autoscaler take VMs away when they idle, or make them spot",
        estimate,
        withSpotMachines(estimate),
        "VMs that stay when Google needs the room",
        "cloud.google.com/compute/docs/instances/spot");
  }

  /** The same with spot prices for the machines; empty where one has none. */
  private Optional<BigDecimal> withSpotMachines(ResourceEstimate estimate) {
    BigDecimal monthly = BigDecimal.ZERO;
    for (Line line : estimate.lines()) {
      if (line.basis() != Basis.FLOOR) {
        continue;
      }
      boolean machine = line.sku().startsWith("compute.machine.") && !isSpot(line);
      Optional<BigDecimal> usd =
          machine ? price(line.sku() + ".spot", line.region()) : Optional.of(line.unitPrice());
      if (usd.isEmpty()) {
        return Optional.empty();
      }
      monthly = monthly.add(usd.get().multiply(line.quantity()));
    }
    return Optional.of(monthly);
  }

  private static boolean isSpot(Line line) {
    return line.sku().endsWith(".spot");
  }

  private Optional<BigDecimal> smallVmPrice(String region) {
    return sum(
        price("compute.machine.e2-medium.hour", region).map(Month.HOURS::multiply),
        price("compute.disk.pd-balanced.gib-month", region).map(VM_DISK_GIB::multiply),
        price("compute.ip.external.vm.hour", region).map(Month.HOURS::multiply));
  }

  static Optional<CheaperChoice> choice(
      String choice,
      ResourceEstimate estimate,
      Optional<BigDecimal> monthly,
      String lost,
      String source) {
    // What is shared with others, or not known, is no amount to save from.
    boolean known = estimate.coverage() == Coverage.PRICED && estimate.floor().signum() > 0;
    Optional<BigDecimal> saving =
        known ? monthly.map(usd -> estimate.floor().subtract(usd)) : Optional.empty();
    return Optional.of(
        new CheaperChoice(choice, known ? monthly : Optional.empty(), saving, lost, source));
  }

  private static Optional<Line> floorLine(ResourceEstimate estimate, String skuPrefix) {
    return estimate.lines().stream()
        .filter(line -> line.basis() == Basis.FLOOR && line.sku().startsWith(skuPrefix))
        .findFirst();
  }

  private Optional<BigDecimal> price(String sku, String region) {
    return book.first(sku, region).map(Price::usd);
  }

  @SafeVarargs
  private static Optional<BigDecimal> sum(Optional<BigDecimal>... parts) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Optional<BigDecimal> part : parts) {
      if (part.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(part.get());
    }
    return Optional.of(sum);
  }
}
