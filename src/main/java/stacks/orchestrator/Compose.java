package stacks.orchestrator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The compose file of an orchestrator, as the maps and lists of its JSON, which is YAML too. Only
 * the main container can be reached, and only from the machine itself; each restarts until somebody
 * stops it; each has a question that says whether it is well.
 *
 * @param specification what runs
 * @param version of PostgreSQL beside it
 * @param connection of its database on Cloud SQL; empty for one beside it
 * @param dockerSocket true when the main container may start others
 * @param image where an image comes from
 * @param text turns the specification's texts into compose's
 */
record Compose(
    Specification specification,
    String version,
    Optional<String> connection,
    boolean dockerSocket,
    UnaryOperator<String> image,
    ComposeText text) {
  static final String DATABASE = "database";
  static final int DATABASE_MEBIBYTES = 1024;

  /** Since PostgreSQL 18 the directory is another; older ones lose their data in that one. */
  private static final String DATA = "/var/lib/postgresql/data";

  /**
   * The whole file.
   *
   * @param secretValue what a container's variable is set to for a secret
   */
  Map<String, Object> document(Function<Secret, String> secretValue) {
    Map<String, Object> services = new LinkedHashMap<>();
    String first;
    if (connection.isPresent()) {
      first = CloudSqlProxy.NAME;
      // Its image has no shell to ask a question with.
      services.put(
          first, service(CloudSqlProxy.container(connection.get(), "0.0.0.0"), secretValue));
    } else {
      first = DATABASE;
      services.put(first, database());
    }
    String main = specification.main().name();
    Map<String, Object> reached = service(specification.main(), secretValue);
    reached.put("container_name", main);
    reached.put("depends_on", Map.of(first, after(connection.isEmpty())));
    int port = specification.main().port().orElseThrow();
    if (dockerSocket) {
      handDocker(reached);
    }
    reached.put("ports", List.of("127.0.0.1:%d:%d".formatted(port, port)));
    services.put(main, reached);
    for (Container companion : specification.companions()) {
      Map<String, Object> beside = service(companion, secretValue);
      beside.put("network_mode", "service:" + main);
      beside.put("depends_on", Map.of(main, after(true)));
      services.put(companion.name(), beside);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", "orchestrator");
    document.put("services", services);
    if (connection.isEmpty()) {
      document.put("volumes", Map.of(volume(), Map.of()));
    }
    return document;
  }

  /** One for each kind: PostgreSQL makes its user and database in an empty one only. */
  private String volume() {
    return specification.name() + "-" + DATABASE;
  }

  private static Map<String, Object> after(boolean healthy) {
    return Map.of("condition", healthy ? "service_healthy" : "service_started");
  }

  private Map<String, Object> service(Container container, Function<Secret, String> secretValue) {
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("image", ComposeText.plain(image.apply(container.image())));
    service.put("restart", "unless-stopped");
    if (!container.command().isEmpty()) {
      service.put("entrypoint", container.command().stream().map(text::of).toList());
    }
    if (!container.arguments().isEmpty()) {
      service.put("command", container.arguments().stream().map(text::of).toList());
    }
    Map<String, Object> environment = new TreeMap<>();
    container.environment().forEach((name, value) -> environment.put(name, text.of(value)));
    container.secrets().forEach((name, secret) -> environment.put(name, secretValue.apply(secret)));
    if (!environment.isEmpty()) {
      service.put("environment", environment);
    }
    container.files().ifPresent(files -> service.put("volumes", List.of(mount(files))));
    // What asks for more is ended instead of the whole machine.
    service.put("mem_limit", container.memory().mebibytes() + "m");
    container.liveness().ifPresent(probe -> service.put("healthcheck", check(container, probe)));
    return service;
  }

  /** The socket is root's, and a task's container mounts Kestra's working directory by its path. */
  private void handDocker(Map<String, Object> service) {
    List<Object> volumes = new ArrayList<>();
    specification.main().files().ifPresent(files -> volumes.add(mount(files)));
    for (String path : List.of("/var/run/docker.sock", Kestra.WORKING_DIRECTORY)) {
      volumes.add(path + ":" + path);
    }
    service.put("volumes", volumes);
    service.put("user", "root");
  }

  private static Map<String, Object> mount(Container.Files files) {
    return Map.of(
        "type",
        "bind",
        "source",
        OnMachine.DIRECTORY,
        "target",
        files.path(),
        "read_only",
        files.readOnly());
  }

  /** Asked with whatever the image has: there is no program that all of them bring. */
  private static Map<String, Object> check(Container container, Probe probe) {
    String url = "http://127.0.0.1:%d%s".formatted(probe.port(), probe.path());
    String ask =
        "curl -fs -o /dev/null %1$s || wget -q -O /dev/null %1$s || python3 -c \"import urllib.request; urllib.request.urlopen('%1$s')\""
            .formatted(url);
    Map<String, Object> check = new LinkedHashMap<>();
    check.put("test", List.of("CMD-SHELL", ask));
    check.put("interval", probe.periodSeconds() + "s");
    check.put("timeout", probe.timeoutSeconds() + "s");
    check.put("retries", probe.failures());
    container
        .startup()
        .ifPresent(
            startup -> {
              check.put("start_period", startup.periodSeconds() * startup.failures() + "s");
              check.put("start_interval", startup.periodSeconds() + "s");
            });
    return check;
  }

  private Map<String, Object> database() {
    String name = specification.name();
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("image", image.apply("postgres:" + version));
    service.put("restart", "unless-stopped");
    service.put(
        "command",
        new ArrayList<>(
            List.of("postgres", "-c", "max_connections=" + specification.connections())));
    service.put(
        "environment",
        new TreeMap<>(
            Map.of(
                "POSTGRES_DB",
                name,
                "POSTGRES_PASSWORD",
                text.of(DatabaseAddress.PASSWORD),
                "POSTGRES_USER",
                name)));
    service.put("volumes", List.of(volume() + ":" + DATA));
    service.put("mem_limit", DATABASE_MEBIBYTES + "m");
    service.put("stop_grace_period", "1m");
    service.put(
        "healthcheck",
        new TreeMap<>(
            Map.of(
                "test",
                List.of("CMD-SHELL", "pg_isready -h 127.0.0.1 -U %s -d %s".formatted(name, name)),
                "interval",
                "5s",
                "timeout",
                "5s",
                "retries",
                24)));
    return service;
  }
}
