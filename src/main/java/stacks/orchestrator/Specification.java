package stacks.orchestrator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tollgate.config.OrchestratorKind;

/**
 * One orchestrator, ready to be rendered for its target. Texts in it are as Terraform wants them:
 * with {@code ${…}} where a value is an expression, and with what the settings say escaped.
 *
 * @param name of the service, the database instance, the database and its user
 * @param title as its makers spell it
 * @param main the container that people reach, at {@link Container#port}
 * @param companions containers that live and die with it and share its network, so that 127.0.0.1
 *     is the same for all; each starts after the main one is ready
 * @param drawn passwords that are drawn for it, without repetition
 * @param connections what its processes may hold open at once: the database's max_connections
 * @param login the secret with which a person logs in first; empty when Google's sign-in is all
 */
public record Specification(
    String name,
    String title,
    Container main,
    List<Container> companions,
    List<Drawn> drawn,
    int connections,
    Optional<Login> login) {
  public Specification {
    companions = List.copyOf(companions);
    drawn = List.copyOf(drawn);
  }

  /**
   * A password that exists for one run of Terraform and in Secret Manager, and nowhere else.
   *
   * @param name of its ephemeral variable
   * @param description what it is for
   */
  public record Drawn(String name, String description) {
    /** The expression that stands for its value. */
    public String expression() {
      return "${" + reference() + "}";
    }

    /** The same as part of a longer expression. */
    public String reference() {
      return "var." + name;
    }
  }

  /**
   * How a person logs in the first time.
   *
   * @param secret the id of the secret with what to type
   * @param use what the secret is, as a sentence
   */
  public record Login(String secret, String use) {}

  /** What one kind needs in its surroundings. */
  public static Specification of(Surroundings surroundings) {
    return switch (surroundings.wish().kind()) {
      case MAGE -> Mage.specification(surroundings);
      case KESTRA -> Kestra.specification(surroundings);
      case AIRFLOW -> Airflow.specification(surroundings);
      case PREFECT -> Prefect.specification(surroundings);
      case DAGSTER -> Dagster.specification(surroundings);
    };
  }

  /** The name that everything of a kind carries. */
  public static String name(OrchestratorKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** False for those whose driver opens no Unix socket; they need a proxy with an address. */
  public static boolean opensSockets(OrchestratorKind kind) {
    return kind != OrchestratorKind.KESTRA;
  }

  /** The port that people reach; the same on every target. */
  public static int port(OrchestratorKind kind) {
    return switch (kind) {
      case MAGE -> Mage.PORT;
      case KESTRA -> Kestra.PORT;
      case AIRFLOW -> Airflow.PORT;
      case PREFECT -> Prefect.PORT;
      case DAGSTER -> Dagster.PORT;
    };
  }

  /** All containers, the main one first. */
  public List<Container> containers() {
    List<Container> all = new ArrayList<>(List.of(main));
    all.addAll(companions);
    return List.copyOf(all);
  }

  /**
   * Every secret that some container reads, by its id, with the variables it is read from.
   *
   * @throws IllegalStateException when two secrets share an id
   */
  public Map<String, Secret> secrets() {
    Map<String, Secret> byId = new LinkedHashMap<>();
    for (Container container : containers()) {
      for (Secret secret : container.secrets().values()) {
        Secret other = byId.putIfAbsent(secret.id(), secret);
        if (other != null && !other.equals(secret)) {
          throw new IllegalStateException("two secrets have the id " + secret.id());
        }
      }
    }
    return byId;
  }
}
