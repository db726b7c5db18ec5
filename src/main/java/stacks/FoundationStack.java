package stacks;

import com.hashicorp.cdktf.providers.google.monitoring_notification_channel.MonitoringNotificationChannel;
import com.hashicorp.cdktf.providers.google.project_service.ProjectService;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import stacks.parts.OwnRole;
import stacks.parts.StackScope;
import tollgate.config.Email;
import tollgate.config.Settings;

/**
 * What the other stacks stand on: the APIs they need, the budget with its alerts, the account that
 * deploys, the repository that images are pulled through, and the one role of our own that several
 * stacks grant. Costs nothing by itself; cached images are billed by size. Opens the project to
 * whoever may deploy, and nothing else. Source: cloud.google.com/service-usage/docs/enable-disable.
 */
final class FoundationStack {
  static final String NAME = "foundation";

  /** The repository that caches Docker Hub. */
  static final String DOCKER_HUB = DockerHub.ID;

  private FoundationStack() {}

  /**
   * Builds the stack.
   *
   * @param resourceTypes of all other stacks
   * @param pullsImages true when some stack runs container images
   * @param readsBuckets true when some stack lets an account into buckets
   * @param watched what alerts are made for, when anybody is mailed
   */
  static void build(
      StackScope scope,
      Collection<String> resourceTypes,
      boolean pullsImages,
      boolean readsBuckets,
      List<Alerts.Watched> watched) {
    SortedSet<String> types = ownTypes(scope, pullsImages, readsBuckets);
    if (!watched.isEmpty()) {
      types.add("google_monitoring_alert_policy");
      types.add("google_monitoring_notification_channel");
    }
    types.addAll(resourceTypes);
    Map<String, ProjectService> apis = apis(scope, Apis.of(types));
    Map<Email, MonitoringNotificationChannel> channels = channels(scope, !watched.isEmpty(), apis);
    Settings settings = scope.settings();
    settings
        .billingAccount()
        .ifPresent(
            account ->
                Spending.budget(
                    scope,
                    account,
                    reaching(channels, settings.budget().alert()),
                    on(apis, "billingbudgets")));
    if (!watched.isEmpty()) {
      new Alerts(scope, reaching(channels, settings.mailed()), on(apis, "monitoring"))
          .watch(watched);
    }
    settings
        .monitoring()
        .auditLog()
        .ifPresent(log -> AuditTrail.make(scope, log, on(apis, "storage"), on(apis, "logging")));
    if (pullsImages) {
      DockerHub.make(scope, on(apis, "artifactregistry"));
    }
    if (readsBuckets) {
      OwnRole.BUCKET_METADATA.make(scope, on(apis, "iam"));
    }
    settings
        .deployer()
        .ifPresent(deployer -> DeployerAccount.make(scope, deployer, types, on(apis, "iam")));
    scope.output("apis", List.copyOf(apis.keySet()), "APIs that are enabled");
  }

  /** One for each address, whatever it is mailed about. */
  private static Map<Email, MonitoringNotificationChannel> channels(
      StackScope scope, boolean alerts, Map<String, ProjectService> apis) {
    Set<Email> addresses = new LinkedHashSet<>(scope.settings().budget().alert());
    if (alerts) {
      addresses.addAll(scope.settings().mailed());
    }
    Map<Email, MonitoringNotificationChannel> channels = new LinkedHashMap<>();
    addresses.forEach(
        address -> channels.put(address, Spending.channel(scope, address, on(apis, "monitoring"))));
    return channels;
  }

  private static List<MonitoringNotificationChannel> reaching(
      Map<Email, MonitoringNotificationChannel> channels, List<Email> addresses) {
    return channels.entrySet().stream()
        .filter(channel -> addresses.contains(channel.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** What this stack makes: not there yet when its APIs are made, and each waits for its own. */
  private static SortedSet<String> ownTypes(
      StackScope scope, boolean pullsImages, boolean readsBuckets) {
    SortedSet<String> types = new TreeSet<>();
    types.add("google_project_service");
    if (!scope.settings().budget().alert().isEmpty()) {
      types.add("google_monitoring_notification_channel");
    }
    if (scope.settings().billingAccount().isPresent()) {
      types.add("google_billing_budget");
    }
    if (pullsImages) {
      types.add("google_artifact_registry_repository");
    }
    if (readsBuckets) {
      types.add("google_project_iam_custom_role");
    }
    if (scope.settings().monitoring().auditLog().isPresent()) {
      types.addAll(
          Set.of(
              "google_logging_project_sink",
              "google_storage_bucket",
              "google_storage_bucket_iam_member"));
    }
    scope
        .settings()
        .deployer()
        .ifPresent(
            deployer -> {
              types.add("google_project_iam_member");
              types.add("google_service_account");
              if (deployer.github().isPresent()) {
                types.add("google_iam_workload_identity_pool");
              }
            });
    return types;
  }

  private static Map<String, ProjectService> apis(StackScope scope, SortedSet<String> hosts) {
    Map<String, ProjectService> services = new TreeMap<>();
    for (String host : hosts) {
      String word = host.substring(0, host.indexOf('.'));
      ProjectService service =
          ProjectService.Builder.create(scope.construct(), "api-" + word)
              .service(host)
              // Other things in the project may need it too.
              .disableOnDestroy(false)
              .build();
      services.put(word, scope.named(service, word));
    }
    return services;
  }

  private static List<ProjectService> on(Map<String, ProjectService> apis, String word) {
    ProjectService service = apis.get(word);
    if (service == null) {
      throw new IllegalStateException("the API " + word + " is not among those enabled");
    }
    return List.of(service);
  }
}
