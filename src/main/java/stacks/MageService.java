package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2Service;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplate;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainers;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersEnv;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersLivenessProbe;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersLivenessProbeHttpGet;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersPorts;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersResources;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersStartupProbe;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersStartupProbeHttpGet;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersVolumeMounts;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateScaling;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVolumes;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVolumesCloudSqlInstance;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTraffic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stacks.parts.Literal;
import stacks.parts.StackScope;
import tollgate.config.ContainerImage;
import tollgate.config.Orchestrator;
import tollgate.config.OrchestratorAccess;
import tollgate.config.Settings;

/** Mage's Cloud Run service. The numbers are those that Mage's own documentation asks for. */
final class MageService {
  private static final int PORT = 6789;

  /** Answers without a login and does not count as activity. */
  private static final String STATUS = "/api/status";

  private static final String HOME = "/home/src";

  private MageService() {}

  /**
   * Makes it.
   *
   * @param account the e-mail address it runs as
   * @param before what must exist before it can start
   */
  static CloudRunV2Service make(
      StackScope scope,
      Orchestrator wish,
      String account,
      MageDatabase database,
      MageSecrets secrets,
      MageFiles files,
      List<ITerraformDependable> before) {
    CloudRunV2ServiceTemplate.Builder template =
        CloudRunV2ServiceTemplate.builder()
            .serviceAccount(account)
            // The first generation mounts neither buckets nor shares.
            .executionEnvironment("EXECUTION_ENVIRONMENT_GEN2")
            .timeout("3600s")
            .maxInstanceRequestConcurrency(80)
            .sessionAffinity(true)
            // Each instance runs a scheduler of its own: a second one would run all twice.
            .scaling(
                CloudRunV2ServiceTemplateScaling.builder()
                    .minInstanceCount(1)
                    .maxInstanceCount(1)
                    .build())
            .volumes(
                List.of(
                    CloudRunV2ServiceTemplateVolumes.builder()
                        .name("cloudsql")
                        .cloudSqlInstance(
                            CloudRunV2ServiceTemplateVolumesCloudSqlInstance.builder()
                                .instances(List.of(database.instance().getConnectionName()))
                                .build())
                        .build(),
                    files.volume()))
            .containers(List.of(container(scope, wish, secrets)));
    files.network().ifPresent(template::vpcAccess);
    return scope.named(
        CloudRunV2Service.Builder.create(scope.construct(), "service")
            .name(OrchestratorStack.SERVICE)
            .location(scope.settings().region().value())
            .description("Mage")
            .launchStage("GA")
            .ingress("INGRESS_TRAFFIC_ALL")
            .iapEnabled(wish.access() == OrchestratorAccess.IAP)
            .invokerIamDisabled(false)
            .deletionProtection(scope.protection().on())
            .template(template.build())
            .traffic(
                List.of(
                    CloudRunV2ServiceTraffic.builder()
                        .type("TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST")
                        .percent(100)
                        .build()))
            .dependsOn(before)
            .build(),
        OrchestratorStack.SERVICE);
  }

  private static CloudRunV2ServiceTemplateContainers container(
      StackScope scope, Orchestrator wish, MageSecrets secrets) {
    return CloudRunV2ServiceTemplateContainers.builder()
        .image(image(scope, wish.image()))
        .ports(
            CloudRunV2ServiceTemplateContainersPorts.builder()
                .name("http1")
                .containerPort(PORT)
                .build())
        .resources(
            CloudRunV2ServiceTemplateContainersResources.builder()
                .limits(
                    Map.of("cpu", Integer.toString(wish.cpu()), "memory", wish.memory().toString()))
                // The scheduler works between requests, so the CPU is billed all the time.
                .cpuIdle(false)
                .startupCpuBoost(true)
                .build())
        .env(environment(scope, secrets))
        .volumeMounts(
            List.of(
                CloudRunV2ServiceTemplateContainersVolumeMounts.builder()
                    .name("cloudsql")
                    .mountPath("/cloudsql")
                    .build(),
                CloudRunV2ServiceTemplateContainersVolumeMounts.builder()
                    .name(MageFiles.VOLUME)
                    .mountPath(HOME)
                    .build()))
        // Four minutes for installing packages and migrating the database.
        .startupProbe(
            CloudRunV2ServiceTemplateContainersStartupProbe.builder()
                .httpGet(
                    CloudRunV2ServiceTemplateContainersStartupProbeHttpGet.builder()
                        .path(STATUS)
                        .port(PORT)
                        .build())
                .periodSeconds(10)
                .timeoutSeconds(5)
                .failureThreshold(24)
                .build())
        // Lenient, since a busy Mage answers late and a restart would end what it runs.
        .livenessProbe(
            CloudRunV2ServiceTemplateContainersLivenessProbe.builder()
                .httpGet(
                    CloudRunV2ServiceTemplateContainersLivenessProbeHttpGet.builder()
                        .path(STATUS)
                        .port(PORT)
                        .build())
                .periodSeconds(60)
                .timeoutSeconds(30)
                .failureThreshold(5)
                .build())
        .build();
  }

  /** Images of Docker Hub come through the project's cache, others from where they are. */
  private static String image(StackScope scope, ContainerImage image) {
    String name = image.value();
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    if (first.contains(".") || first.contains(":")) {
      return Literal.of(name);
    }
    return scope.names().registry(scope.settings().region(), FoundationStack.DOCKER_HUB)
        + "/"
        + Literal.of(slash < 0 ? "library/" + name : name);
  }

  private static List<CloudRunV2ServiceTemplateContainersEnv> environment(
      StackScope scope, MageSecrets secrets) {
    Settings settings = scope.settings();
    Map<String, String> plain = new TreeMap<>();
    plain.put("DEFAULT_OWNER_EMAIL", Literal.of(settings.owner().value()));
    plain.put("DEFAULT_OWNER_USERNAME", "owner");
    plain.put("DISABLE_TERMINAL", "1");
    plain.put("ENV", "prod");
    plain.put("GCP_LOCATION", settings.dataLocation().value());
    plain.put("GCP_PROJECT_ID", settings.project().value());
    plain.put("GCP_REGION", settings.region().value());
    plain.put("GOOGLE_CLOUD_PROJECT", settings.project().value());
    plain.put("HIDE_ENV_VAR_VALUES", "1");
    plain.put("MAGE_DATA_DIR", HOME + "/mage_data");
    // Cloud Run's second address for a service: unlike the first it is known beforehand.
    plain.put(
        "MAGE_PUBLIC_HOST",
        "https://%s-%s.%s.run.app"
            .formatted(OrchestratorStack.SERVICE, scope.projectNumber(), settings.region()));
    plain.put("REQUIRE_USER_AUTHENTICATION", "1");
    plain.put("ULIMIT_NO_FILE", "16384");
    plain.put("USER_CODE_PATH", HOME + "/pipelines");
    List<CloudRunV2ServiceTemplateContainersEnv> variables = new ArrayList<>(secrets.environment());
    plain.forEach(
        (name, value) ->
            variables.add(
                CloudRunV2ServiceTemplateContainersEnv.builder().name(name).value(value).build()));
    variables.sort(Comparator.comparing(CloudRunV2ServiceTemplateContainersEnv::getName));
    return variables;
  }
}
