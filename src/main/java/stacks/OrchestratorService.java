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
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVpcAccess;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTraffic;
import com.hashicorp.cdktf.providers.google.sql_database_instance.SqlDatabaseInstance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import stacks.orchestrator.Container;
import stacks.orchestrator.Probe;
import stacks.orchestrator.Specification;
import stacks.parts.StackScope;
import stacks.parts.UnbuildableException;
import tollgate.config.MemorySize;
import tollgate.config.Orchestrator;
import tollgate.config.OrchestratorAccess;

/**
 * An orchestrator's Cloud Run service: its containers in one instance that is always on. The
 * numbers are those that its specification gives. Costs at least its CPU and memory of a month,
 * $115.63 for 2 vCPUs and 4 GiB in us-central1. Opens one web address, for whom the stack lets in.
 * Source: cloud.google.com/run/docs/configuring/min-instances.
 */
final class OrchestratorService {
  private static final String SOCKETS = "cloudsql";
  private static final int MOST_MILLI_CPU = 8000;
  private static final int MOST_MEBIBYTES = 32 * 1024;

  private OrchestratorService() {}

  /**
   * What the service is made of.
   *
   * @param account the e-mail address it runs as
   * @param socket the connection whose Unix socket is mounted; empty when none is
   * @param containers the main one first
   * @param network the way into a network, where it needs one
   * @param before what must exist before it can start
   */
  record Parts(
      Specification specification,
      String account,
      Optional<SqlDatabaseInstance> socket,
      List<Container> containers,
      OrchestratorSecrets secrets,
      OrchestratorFiles files,
      Optional<CloudRunV2ServiceTemplateVpcAccess> network,
      List<ITerraformDependable> before) {
    Parts {
      containers = List.copyOf(containers);
      before = List.copyOf(before);
    }
  }

  static CloudRunV2Service make(StackScope scope, Orchestrator wish, Parts parts) {
    checkSize(parts.containers());
    CloudRunV2ServiceTemplate.Builder template =
        CloudRunV2ServiceTemplate.builder()
            .serviceAccount(parts.account())
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
            .containers(
                parts.containers().stream()
                    .map(container -> container(scope, parts, container))
                    .toList());
    List<CloudRunV2ServiceTemplateVolumes> volumes = volumes(parts);
    if (!volumes.isEmpty()) {
      template.volumes(volumes);
    }
    parts.network().ifPresent(template::vpcAccess);
    return scope.named(
        CloudRunV2Service.Builder.create(scope.construct(), "service")
            .name(parts.specification().name())
            .location(scope.settings().region().value())
            .description(parts.specification().title())
            .launchStage("GA")
            .ingress("INGRESS_TRAFFIC_ALL")
            .iapEnabled(wish.access() == OrchestratorAccess.IAP)
            .invokerIamDisabled(wish.access() == OrchestratorAccess.PUBLIC)
            .deletionProtection(scope.protection().on())
            .template(template.build())
            .traffic(
                List.of(
                    CloudRunV2ServiceTraffic.builder()
                        .type("TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST")
                        .percent(100)
                        .build()))
            .dependsOn(parts.before())
            .build(),
        parts.specification().name());
  }

  /** Cloud Run's limits hold for all containers of an instance together. */
  private static void checkSize(List<Container> containers) {
    int milliCpu = containers.stream().mapToInt(Container::milliCpu).sum();
    int mebibytes = containers.stream().mapToInt(each -> each.memory().mebibytes()).sum();
    if (milliCpu > MOST_MILLI_CPU || mebibytes > MOST_MEBIBYTES) {
      throw new UnbuildableException(
          "The containers %s would have %s vCPUs and %s of memory together, and Cloud Run gives an instance 8 and 32Gi: use a smaller orchestrator.cpu or memory."
              .formatted(
                  containers.stream().map(Container::name).collect(Collectors.joining(", ")),
                  BigDecimal.valueOf(milliCpu, 3).stripTrailingZeros().toPlainString(),
                  new MemorySize(mebibytes)));
    }
  }

  private static List<CloudRunV2ServiceTemplateVolumes> volumes(Parts parts) {
    List<CloudRunV2ServiceTemplateVolumes> volumes = new ArrayList<>();
    parts
        .socket()
        .ifPresent(
            instance ->
                volumes.add(
                    CloudRunV2ServiceTemplateVolumes.builder()
                        .name(SOCKETS)
                        .cloudSqlInstance(
                            CloudRunV2ServiceTemplateVolumesCloudSqlInstance.builder()
                                .instances(List.of(instance.getConnectionName()))
                                .build())
                        .build()));
    parts.files().volume().ifPresent(volumes::add);
    return volumes;
  }

  private static CloudRunV2ServiceTemplateContainers container(
      StackScope scope, Parts parts, Container container) {
    CloudRunV2ServiceTemplateContainers.Builder built =
        CloudRunV2ServiceTemplateContainers.builder()
            .image(image(scope, container.image()))
            .resources(
                CloudRunV2ServiceTemplateContainersResources.builder()
                    .limits(
                        Map.of(
                            "cpu", cpu(container.milliCpu()),
                            "memory", container.memory().toString()))
                    // The scheduler works between requests, so the CPU is billed all the time.
                    .cpuIdle(false)
                    .startupCpuBoost(container.port().isPresent())
                    .build());
    List<CloudRunV2ServiceTemplateContainersEnv> environment =
        environment(parts.secrets(), container);
    if (!environment.isEmpty()) {
      built.env(environment);
    }
    List<CloudRunV2ServiceTemplateContainersVolumeMounts> mounts = mounts(parts, container);
    if (!mounts.isEmpty()) {
      built.volumeMounts(mounts);
    }
    if (!container.command().isEmpty()) {
      built.command(container.command());
    }
    if (!container.arguments().isEmpty()) {
      built.args(container.arguments());
    }
    container
        .port()
        .ifPresent(
            port ->
                built.ports(
                    CloudRunV2ServiceTemplateContainersPorts.builder()
                        .name("http1")
                        .containerPort(port)
                        .build()));
    container.startup().ifPresent(probe -> built.startupProbe(startup(probe)));
    container.liveness().ifPresent(probe -> built.livenessProbe(liveness(probe)));
    if (parts.containers().size() > 1) {
      built.name(container.name());
      List<String> earlier = earlier(parts.containers(), container);
      if (!earlier.isEmpty()) {
        built.dependsOn(earlier);
      }
    }
    return built.build();
  }

  /** Names of the containers that must be ready before this one starts. */
  private static List<String> earlier(List<Container> all, Container container) {
    if (container.first()) {
      return List.of();
    }
    Container main = all.get(0);
    return container.equals(main)
        ? all.stream().filter(Container::first).map(Container::name).toList()
        : List.of(main.name());
  }

  private static List<CloudRunV2ServiceTemplateContainersVolumeMounts> mounts(
      Parts parts, Container container) {
    List<CloudRunV2ServiceTemplateContainersVolumeMounts> mounts = new ArrayList<>();
    if (parts.socket().isPresent() && !container.secrets().isEmpty()) {
      mounts.add(mount(SOCKETS, "/cloudsql"));
    }
    container.files().ifPresent(place -> mounts.add(mount(OrchestratorFiles.VOLUME, place.path())));
    return mounts;
  }

  private static CloudRunV2ServiceTemplateContainersVolumeMounts mount(String name, String path) {
    return CloudRunV2ServiceTemplateContainersVolumeMounts.builder()
        .name(name)
        .mountPath(path)
        .build();
  }

  private static String cpu(int milliCpu) {
    return milliCpu % 1000 == 0 ? Integer.toString(milliCpu / 1000) : milliCpu + "m";
  }

  private static CloudRunV2ServiceTemplateContainersStartupProbe startup(Probe probe) {
    return CloudRunV2ServiceTemplateContainersStartupProbe.builder()
        .httpGet(
            CloudRunV2ServiceTemplateContainersStartupProbeHttpGet.builder()
                .path(probe.path())
                .port(probe.port())
                .build())
        .periodSeconds(probe.periodSeconds())
        .timeoutSeconds(probe.timeoutSeconds())
        .failureThreshold(probe.failures())
        .build();
  }

  private static CloudRunV2ServiceTemplateContainersLivenessProbe liveness(Probe probe) {
    return CloudRunV2ServiceTemplateContainersLivenessProbe.builder()
        .httpGet(
            CloudRunV2ServiceTemplateContainersLivenessProbeHttpGet.builder()
                .path(probe.path())
                .port(probe.port())
                .build())
        .periodSeconds(probe.periodSeconds())
        .timeoutSeconds(probe.timeoutSeconds())
        .failureThreshold(probe.failures())
        .build();
  }

  /** Images of Docker Hub come through the project's cache, others from where they are. */
  static String image(StackScope scope, String name) {
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    if (first.contains(".") || first.contains(":")) {
      return name;
    }
    return scope.names().registry(scope.settings().region(), FoundationStack.DOCKER_HUB)
        + "/"
        + (slash < 0 ? "library/" + name : name);
  }

  private static List<CloudRunV2ServiceTemplateContainersEnv> environment(
      OrchestratorSecrets secrets, Container container) {
    List<CloudRunV2ServiceTemplateContainersEnv> variables =
        new ArrayList<>(secrets.environment(container));
    container
        .environment()
        .forEach(
            (name, value) ->
                variables.add(
                    CloudRunV2ServiceTemplateContainersEnv.builder()
                        .name(name)
                        .value(value)
                        .build()));
    variables.sort(Comparator.comparing(CloudRunV2ServiceTemplateContainersEnv::getName));
    return variables;
  }
}
