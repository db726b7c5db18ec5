package stacks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import stacks.Matrix.Combination;
import tollgate.config.DatabaseConnection;
import tollgate.config.OrchestratorAccess;
import tollgate.config.OrchestratorChoices;
import tollgate.config.OrchestratorKind;
import tollgate.config.OrchestratorStorage;
import tollgate.config.OrchestratorTarget;

/**
 * Platforms that the real provider has planned. Together they have every type, block and argument
 * that the stacks can make.
 */
public enum PlatformSample {
  DEV,
  PROD,
  LEARNER,
  /** Mage on Filestore, with a deployer, alerts, an audit log and the lake with everything. */
  EVERY_CHOICE,
  KESTRA,
  AIRFLOW,
  PREFECT,
  DAGSTER;

  private Case.Synthesis synthesis() {
    return switch (this) {
      case DEV -> Case.DEV.synthesis();
      case PROD -> Case.PROD.synthesis();
      case LEARNER -> Case.LEARNER.synthesis();
      case EVERY_CHOICE -> Case.EVERY_CHOICE.synthesis();
      case KESTRA ->
          onCloudRun(
              OrchestratorKind.KESTRA,
              OrchestratorStorage.GCS,
              OrchestratorAccess.PUBLIC,
              DatabaseConnection.CONNECTOR);
      case AIRFLOW ->
          onCloudRun(
              OrchestratorKind.AIRFLOW,
              OrchestratorStorage.NFS,
              OrchestratorAccess.IAP,
              DatabaseConnection.CONNECTOR);
      case PREFECT ->
          onCloudRun(
              OrchestratorKind.PREFECT,
              OrchestratorStorage.IMAGE,
              OrchestratorAccess.IAM,
              DatabaseConnection.CONNECTOR);
      case DAGSTER ->
          onCloudRun(
              OrchestratorKind.DAGSTER,
              OrchestratorStorage.IMAGE,
              OrchestratorAccess.IAP,
              DatabaseConnection.PRIVATE_IP);
    };
  }

  private static Case.Synthesis onCloudRun(
      OrchestratorKind kind,
      OrchestratorStorage storage,
      OrchestratorAccess access,
      DatabaseConnection connection) {
    OrchestratorChoices choices =
        new OrchestratorChoices(kind, OrchestratorTarget.CLOUD_RUN, storage, access, connection);
    return new Combination(choices, "dev").synthesis();
  }

  /** Where the real provider's plans are. */
  public Path recording() {
    return Path.of("src/test/resources/provider-plans", slug() + ".json");
  }

  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is synthesized today, by stack. */
  public Map<String, JsonNode> stacks() {
    Map<String, JsonNode> stacks = new LinkedHashMap<>();
    Case.Synthesis made = synthesis();
    made.json().keySet().forEach(name -> stacks.put(name, made.stack(name)));
    return stacks;
  }

  /** Types, blocks and arguments, as dotted paths, that some platform has and no sample. */
  public static Set<String> missing() {
    Set<String> made = new TreeSet<>();
    for (Case each : Case.values()) {
      made.addAll(written(each.synthesis()));
    }
    Matrix.possible().forEach(each -> made.addAll(written(each.synthesis())));
    for (PlatformSample each : values()) {
      made.removeAll(written(each.synthesis()));
    }
    return made;
  }

  private static Set<String> written(Case.Synthesis synthesis) {
    Set<String> paths = new TreeSet<>();
    synthesis
        .resources()
        .forEach(
            (address, resource) -> {
              String type = address.substring(address.indexOf(' ') + 1, address.indexOf('.'));
              paths.add(type);
              collect(resource, type, paths);
            });
    return paths;
  }

  private static void collect(JsonNode value, String path, Set<String> into) {
    value.forEach(
        each -> {
          if (value.isArray()) {
            collect(each, path, into);
          }
        });
    value
        .properties()
        .forEach(
            each -> {
              String inside = path + "." + each.getKey();
              boolean map = path.endsWith("labels") || path.endsWith(".metadata");
              if (!each.getKey().equals("//") && !map) {
                into.add(inside);
                collect(each.getValue(), inside, into);
              }
            });
  }
}
