package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository.ArtifactRegistryRepository;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository.ArtifactRegistryRepositoryCleanupPolicies;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository.ArtifactRegistryRepositoryCleanupPoliciesCondition;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository.ArtifactRegistryRepositoryCleanupPoliciesMostRecentVersions;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository.ArtifactRegistryRepositoryRemoteRepositoryConfig;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository.ArtifactRegistryRepositoryRemoteRepositoryConfigDockerRepository;
import com.hashicorp.cdktf.providers.google.billing_budget.BillingBudget;
import com.hashicorp.cdktf.providers.google.billing_budget.BillingBudgetAllUpdatesRule;
import com.hashicorp.cdktf.providers.google.billing_budget.BillingBudgetAmount;
import com.hashicorp.cdktf.providers.google.billing_budget.BillingBudgetAmountSpecifiedAmount;
import com.hashicorp.cdktf.providers.google.billing_budget.BillingBudgetBudgetFilter;
import com.hashicorp.cdktf.providers.google.billing_budget.BillingBudgetThresholdRules;
import com.hashicorp.cdktf.providers.google.monitoring_notification_channel.MonitoringNotificationChannel;
import com.hashicorp.cdktf.providers.google.project_iam_custom_role.ProjectIamCustomRole;
import com.hashicorp.cdktf.providers.google.project_service.ProjectService;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import stacks.parts.Literal;
import stacks.parts.Names;
import stacks.parts.Role;
import stacks.parts.StackScope;
import tollgate.config.BillingAccount;
import tollgate.config.Email;
import tollgate.config.Money;
import tollgate.config.ProjectId;

/**
 * What the other stacks stand on: the APIs they need, the budget with its alerts, the repository
 * that images are pulled through, and the one role of our own that several stacks grant. Costs
 * nothing by itself; cached images are billed by size. Opens nothing.
 */
final class FoundationStack {
  static final String NAME = "foundation";

  /** The repository that caches Docker Hub. */
  static final String DOCKER_HUB = "docker-hub";

  private static final String BUCKET_METADATA = "tollgateBucketMetadata";

  private static final int CACHED_IMAGE_DAYS = 30;
  private static final int CACHED_IMAGES_KEPT = 3;
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  private FoundationStack() {}

  /**
   * Reading a bucket's own metadata, which clients do before they read objects and which no
   * predefined role for objects holds.
   */
  static Role bucketMetadata(ProjectId project) {
    return Role.custom(project, BUCKET_METADATA);
  }

  /**
   * Builds the stack.
   *
   * @param resourceTypes of all other stacks
   * @param pullsImages true when some stack runs container images
   * @param readsBuckets true when some stack lets an account into buckets
   */
  static void build(
      StackScope scope,
      Collection<String> resourceTypes,
      boolean pullsImages,
      boolean readsBuckets) {
    // The stack's own resources are not there yet when its APIs are made: each waits for its own.
    SortedSet<String> types = new TreeSet<>(resourceTypes);
    types.add("google_project_service");
    boolean mails = !scope.settings().budget().alert().isEmpty();
    if (mails) {
      types.add("google_monitoring_notification_channel");
    }
    if (scope.settings().billingAccount().isPresent()) {
      types.add("google_billing_budget");
    }
    if (pullsImages) {
      types.add("google_artifact_registry_repository");
    }
    Map<String, ProjectService> apis = apis(scope, Apis.of(types));
    List<MonitoringNotificationChannel> channels = new ArrayList<>();
    scope.settings().budget().alert().stream()
        .distinct()
        .map(address -> channel(scope, address, apis))
        .forEach(channels::add);
    scope.settings().billingAccount().ifPresent(account -> budget(scope, account, channels, apis));
    if (pullsImages) {
      dockerHub(scope, apis);
    }
    if (readsBuckets) {
      ProjectIamCustomRole role =
          ProjectIamCustomRole.Builder.create(scope.construct(), "role-bucket-metadata")
              .roleId(BUCKET_METADATA)
              .title("Bucket metadata")
              .description("Read a bucket's own metadata, not its objects")
              .permissions(List.of("storage.buckets.get"))
              .stage("GA")
              .dependsOn(on(apis, "iam"))
              .build();
      scope.named(role, "bucket-metadata");
    }
    scope.output("apis", List.copyOf(apis.keySet()), "APIs that are enabled");
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

  private static List<ITerraformDependable> on(Map<String, ProjectService> apis, String word) {
    ProjectService service = apis.get(word);
    if (service == null) {
      throw new IllegalStateException("the API " + word + " is not among those enabled");
    }
    return List.of(service);
  }

  private static MonitoringNotificationChannel channel(
      StackScope scope, Email address, Map<String, ProjectService> apis) {
    String id = Names.slug(address.value());
    MonitoringNotificationChannel channel =
        MonitoringNotificationChannel.Builder.create(scope.construct(), "channel-" + id)
            .displayName(Literal.of("Alerts to " + address))
            .type("email")
            .labels(Map.of("email_address", Literal.of(address.value())))
            .dependsOn(on(apis, "monitoring"))
            .build();
    return scope.named(channel, id);
  }

  /**
   * A budget mails, it does not stop anything. It counts before credits: else nobody would hear
   * anything while a free trial lasts.
   */
  private static void budget(
      StackScope scope,
      BillingAccount account,
      List<MonitoringNotificationChannel> channels,
      Map<String, ProjectService> apis) {
    Money monthly = scope.settings().budget().monthly();
    BigDecimal[] units = monthly.amount().divideAndRemainder(BigDecimal.ONE);
    BillingBudgetAmountSpecifiedAmount.Builder amount =
        BillingBudgetAmountSpecifiedAmount.builder()
            .currencyCode(monthly.currency())
            .units(units[0].toBigInteger().toString());
    if (units[1].signum() != 0) {
      amount.nanos(units[1].multiply(NANOS).intValueExact());
    }
    BillingBudget.Builder budget =
        BillingBudget.Builder.create(scope.construct(), "budget")
            .billingAccount(account.value())
            .displayName(scope.settings().project() + " (" + scope.settings().environment() + ")")
            .amount(BillingBudgetAmount.builder().specifiedAmount(amount.build()).build())
            .budgetFilter(
                BillingBudgetBudgetFilter.builder()
                    // With the project's id instead of its number every plan shows a change.
                    .projects(List.of("projects/" + scope.projectNumber()))
                    .creditTypesTreatment("EXCLUDE_ALL_CREDITS")
                    .calendarPeriod("MONTH")
                    .build())
            .thresholdRules(
                List.of(
                    threshold("0.5", "CURRENT_SPEND"),
                    threshold("0.9", "CURRENT_SPEND"),
                    threshold("1", "CURRENT_SPEND"),
                    threshold("1", "FORECASTED_SPEND")))
            .dependsOn(on(apis, "billingbudgets"));
    if (!channels.isEmpty()) {
      budget.allUpdatesRule(
          BillingBudgetAllUpdatesRule.builder()
              .monitoringNotificationChannels(
                  channels.stream().map(MonitoringNotificationChannel::getName).toList())
              .disableDefaultIamRecipients(false)
              .build());
    }
    scope.output(
        "budget", scope.written(budget.build(), "budget").getName(), "The budget at Google");
  }

  private static BillingBudgetThresholdRules threshold(String part, String basis) {
    return BillingBudgetThresholdRules.builder()
        .thresholdPercent(new BigDecimal(part))
        .spendBasis(basis)
        .build();
  }

  /** Pulling through it spares Docker Hub's rate limit, and images stay near to what runs them. */
  private static void dockerHub(StackScope scope, Map<String, ProjectService> apis) {
    ArtifactRegistryRepository mirror =
        ArtifactRegistryRepository.Builder.create(scope.construct(), DOCKER_HUB)
            .repositoryId(DOCKER_HUB)
            .location(scope.settings().region().value())
            .description("Docker Hub, pulled through and cached")
            .format("DOCKER")
            .mode("REMOTE_REPOSITORY")
            .remoteRepositoryConfig(
                ArtifactRegistryRepositoryRemoteRepositoryConfig.builder()
                    .description("Docker Hub")
                    .dockerRepository(
                        ArtifactRegistryRepositoryRemoteRepositoryConfigDockerRepository.builder()
                            .publicRepository("DOCKER_HUB")
                            .build())
                    .build())
            .cleanupPolicyDryRun(false)
            .cleanupPolicies(
                List.of(
                    ArtifactRegistryRepositoryCleanupPolicies.builder()
                        .id("delete-old")
                        .action("DELETE")
                        .condition(
                            ArtifactRegistryRepositoryCleanupPoliciesCondition.builder()
                                .olderThan(CACHED_IMAGE_DAYS * 86_400 + "s")
                                .build())
                        .build(),
                    ArtifactRegistryRepositoryCleanupPolicies.builder()
                        .id("keep-latest")
                        .action("KEEP")
                        .mostRecentVersions(
                            ArtifactRegistryRepositoryCleanupPoliciesMostRecentVersions.builder()
                                .keepCount(CACHED_IMAGES_KEPT)
                                .build())
                        .build()))
            .dependsOn(on(apis, "artifactregistry"))
            .build();
    scope.written(mirror, DOCKER_HUB);
    scope.output(
        "docker_hub",
        scope.names().registry(scope.settings().region(), DOCKER_HUB),
        "Write this before an image's name to pull it through the cache");
  }
}
