package tollgate.sandbox.cloud;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tollgate.schema.value.Value;

/** Cloud Run waits for a container to listen; known images show whether they do. */
final class Containers {
  /** Images that run a shell or nothing, and end. */
  private static final Set<String> SILENT =
      Set.of(
          "almalinux",
          "alpine",
          "amazoncorretto",
          "amazonlinux",
          "archlinux",
          "bash",
          "busybox",
          "centos",
          "debian",
          "eclipse-temurin",
          "fedora",
          "golang",
          "hello-world",
          "node",
          "openjdk",
          "oraclelinux",
          "python",
          "rockylinux",
          "ruby",
          "rust",
          "ubuntu");

  /** The port that an image listens on, whatever PORT says; from the images' own pages. */
  private static final Map<String, Integer> LISTENING =
      Map.ofEntries(
          Map.entry("dpage/pgadmin4", 80),
          Map.entry("grafana/grafana", 3000),
          Map.entry("httpd", 80),
          Map.entry("mageai/mageai", 6789),
          Map.entry("metabase/metabase", 3000),
          Map.entry("nginx", 80),
          Map.entry("prefecthq/prefect", 4200),
          Map.entry("redis", 6379));

  private static final int DEFAULT_PORT = 8080;

  static final Rule RULE =
      new Rule(
          "container-listens",
          "a Cloud Run service comes up only when its container listens on its port",
          "octo-sts/app#1005; https://cloud.google.com/run/docs/troubleshooting#container-failed-to-start",
          Containers::check);

  private Containers() {}

  private static Optional<Rule.Refusal> check(Attempt attempt, World world) {
    if (attempt.operation() == Operation.DELETE
        || !attempt.type().equals("google_cloud_run_v2_service")) {
      return Optional.empty();
    }
    for (Value container : attempt.at("template.0.containers").items()) {
      Value ports = container.at("ports");
      boolean ingress =
          !ports.items().isEmpty() || attempt.at("template.0.containers").items().size() == 1;
      int port =
          ports.in("container_port") instanceof Value.Numeric number
              ? number.value().intValue()
              : DEFAULT_PORT;
      if (ingress && isDeaf(container, port)) {
        return Optional.of(
            new Rule.Refusal(notListening(attempt, port), attempt.operation() == Operation.CREATE));
      }
    }
    return Optional.empty();
  }

  /** True only where it is sure that nothing listens there. */
  private static boolean isDeaf(Value container, int port) {
    if (!container.at("command").items().isEmpty() || !container.at("args").items().isEmpty()) {
      return false;
    }
    String image = image(container.at("image").textOrEmpty());
    Integer listens = LISTENING.get(image);
    if (listens == null) {
      return SILENT.contains(image);
    }
    // A variable that says the port may be how the image is told.
    String said = String.valueOf(port);
    boolean told =
        container.at("env").items().stream()
            .anyMatch(each -> each.at("value").textOrEmpty().contains(said));
    return listens != port && !told;
  }

  /**
   * {@code ubuntu} of {@code docker.io/library/ubuntu:24.04}, {@code mageai/mageai} of its mirror.
   */
  static String image(String reference) {
    String name =
        reference.contains("@") ? reference.substring(0, reference.indexOf('@')) : reference;
    int slash = name.lastIndexOf('/');
    int colon = name.indexOf(':', slash + 1);
    name = colon < 0 ? name : name.substring(0, colon);
    String[] parts = name.split("/");
    if (parts.length == 1) {
      return name;
    }
    String owner = parts[parts.length - 2];
    String last = parts[parts.length - 1];
    if (owner.equals("library")) {
      return last;
    }
    boolean hub = parts.length == 2 || parts[0].equals("docker.io");
    return hub || LISTENING.containsKey(owner + "/" + last) ? owner + "/" + last : name;
  }

  /** The port of the container that is served, or Cloud Run's own choice. */
  static int port(Attempt attempt) {
    return attempt.at("template.0.containers").items().stream()
        .map(container -> container.at("ports").in("container_port"))
        .filter(Value.Numeric.class::isInstance)
        .map(port -> ((Value.Numeric) port).value().intValue())
        .findFirst()
        .orElse(DEFAULT_PORT);
  }

  /** Google's words. */
  static String notListening(Attempt attempt, int port) {
    String name = attempt.name();
    boolean creating = attempt.operation() == Operation.CREATE;
    String revision = "%s-0000%d-abc".formatted(name, creating ? 1 : 2);
    String logs =
        "https://console.cloud.google.com/logs/viewer?project=%s&resource=cloud_run_revision/service_name/%s/revision_name/%s"
            .formatted(attempt.project(), name, revision);
    return Phrases.waiting(attempt)
        + "Error code 9, message: Revision '%s' is not ready and cannot serve traffic. The user-provided container failed to start and listen on the port defined provided by the PORT=%d environment variable within the allocated timeout. This can happen when the container port is misconfigured or if the timeout is too short. The health check timeout can be extended. Logs for this revision might contain more information.\n\nLogs URL: %s\nFor more troubleshooting guidance, see https://cloud.google.com/run/docs/troubleshooting#container-failed-to-start"
            .formatted(revision, port, logs);
  }
}
