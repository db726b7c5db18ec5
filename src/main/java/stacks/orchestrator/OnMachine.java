package stacks.orchestrator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tollgate.config.DatabaseConnection;
import tollgate.config.Orchestrator;

/**
 * An orchestrator on the workstation: a compose file, and what the machine has to bring to it.
 * Nothing of it is a secret. With its database beside it the machine draws all passwords itself;
 * with one on Cloud SQL they are those in Secret Manager, which the machine reads at each start.
 *
 * @param specification what runs
 * @param version of PostgreSQL beside it, as the image's tag has it
 * @param connection {@code project:region:instance}; empty for a database beside it
 * @param project whose Secret Manager is read
 * @param dockerSocket true when its tasks may start containers of their own
 * @param image where the machine gets an image from
 */
public record OnMachine(
    Specification specification,
    String version,
    Optional<String> connection,
    String project,
    boolean dockerSocket,
    UnaryOperator<String> image) {
  /** Where the files are on the machine. */
  public static final String DIRECTORY = "/srv/orchestrator";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** Where it finds its database, as its containers see it. */
  public static DatabaseAddress database(Orchestrator wish) {
    String host =
        wish.connection() == DatabaseConnection.BESIDE ? Compose.DATABASE : CloudSqlProxy.NAME;
    return new DatabaseAddress.Host(host, CloudSqlProxy.PORT, false);
  }

  /**
   * What the machine is given: {@code compose}, the document; {@code secrets}, its variables with
   * where each comes from; {@code directory}, the place of its files, where it has one.
   */
  public String json() {
    Map<String, Map<String, String>> secrets = new TreeMap<>();
    ComposeText text = new ComposeText();
    Map<String, Object> compose =
        new Compose(specification, version, connection, dockerSocket, image, text)
            .document(secret -> value(secret, text, secrets));
    text.variables()
        .forEach(
            (name, kind) ->
                secrets.put(name, variable(name, kind.name().toLowerCase(Locale.ROOT), "")));
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("compose", compose);
    plan.put("secrets", new ArrayList<>(secrets.values()));
    directory().ifPresent(files -> plan.put("directory", files));
    try {
      return JSON.writeValueAsString(plan);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("maps of texts are JSON", impossible);
    }
  }

  private Optional<Map<String, Object>> directory() {
    return specification
        .main()
        .files()
        .map(files -> Map.of("path", DIRECTORY, "user", files.user()));
  }

  /** The memory that all of its containers together may use, in MiB. */
  public int mebibytes() {
    int own =
        specification.containers().stream()
            .mapToInt(container -> container.memory().mebibytes())
            .sum();
    int database =
        connection.isEmpty()
            ? Compose.DATABASE_MEBIBYTES
            : CloudSqlProxy.container("", "").memory().mebibytes();
    return own + database;
  }

  /** What a container's variable is set to. */
  private String value(Secret secret, ComposeText text, Map<String, Map<String, String>> secrets) {
    if (connection.isEmpty() && secret.value().isPresent()) {
      return text.of(secret.value().get());
    }
    String name = secret.id().toUpperCase(Locale.ROOT).replace('-', '_');
    secrets.put(
        name, variable(name, "stored", "projects/%s/secrets/%s".formatted(project, secret.id())));
    return ComposeText.variable(name);
  }

  private static Map<String, String> variable(String name, String kind, String id) {
    return Map.of("name", name, "kind", kind, "id", id);
  }

  /**
   * The command that shows what to log in with, to be run on the machine; empty without a login.
   */
  public Optional<String> showLogin() {
    return specification
        .login()
        .flatMap(
            login ->
                specification.main().secrets().entrySet().stream()
                    .filter(entry -> entry.getValue().id().equals(login.secret()))
                    .map(Map.Entry::getKey)
                    .findFirst())
        .map(variable -> "docker exec %s printenv %s".formatted(specification.name(), variable));
  }

  /** Ids of the secrets that somebody else made and that are read all the same. */
  public List<String> foreignSecrets() {
    return specification.secrets().values().stream()
        .filter(secret -> secret.value().isEmpty())
        .map(Secret::id)
        .toList();
  }
}
