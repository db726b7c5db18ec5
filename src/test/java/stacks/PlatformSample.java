package stacks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import stacks.Matrix.Combination;
import stacks.parts.Removal;
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
  /** The same with a workstation that is started in the morning. */
  STARTED,
  KESTRA,
  AIRFLOW,
  PREFECT,
  DAGSTER;

  private static final Map<PlatformSample, Case.Synthesis> MADE =
      Collections.synchronizedMap(new EnumMap<>(PlatformSample.class));

  private Case.Synthesis synthesis() {
    return switch (this) {
      case DEV -> Case.DEV.synthesis();
      case PROD -> Case.PROD.synthesis();
      case LEARNER -> Case.LEARNER.synthesis();
      case EVERY_CHOICE -> Case.EVERY_CHOICE.synthesis();
      case STARTED ->
          Case.synthesize(
              Case.settings(
                  Case.EVERY_CHOICE,
                  text -> text.replace("hours_per_week: 40", "start_at: \"08:30\"")),
              Removal.NONE);
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

  /** What is synthesized today, by stack; without the stacks that an earlier sample has too. */
  public Map<String, JsonNode> stacks() {
    Map<String, String> alone = new LinkedHashMap<>(made().json());
    for (PlatformSample earlier : values()) {
      if (earlier == this) {
        break;
      }
      earlier.made().json().forEach(alone::remove);
    }
    Map<String, JsonNode> stacks = new LinkedHashMap<>();
    alone.keySet().forEach(name -> stacks.put(name, made().stack(name)));
    return stacks;
  }

  private Case.Synthesis made() {
    return MADE.computeIfAbsent(this, PlatformSample::synthesis);
  }

  /** Types, blocks and arguments, as dotted paths, that some platform has and no sample. */
  public static Set<String> missing() {
    Set<String> made = new TreeSet<>();
    for (Case each : Case.values()) {
      made.addAll(written(each.synthesis()));
    }
    Matrix.possible().forEach(each -> made.addAll(written(each.synthesis())));
    made.removeAll(sampled());
    return made;
  }

  /** Blocks and arguments that a platform has and no sample, of types that some sample has. */
  static Set<String> missing(Case.Synthesis synthesis) {
    Set<String> sampled = sampled();
    Set<String> made = written(synthesis);
    made.removeIf(
        path -> sampled.contains(path) || !sampled.contains(path.replaceFirst("\\..*", "")));
    return made;
  }

  private static Set<String> sampled() {
    Set<String> sampled = new TreeSet<>();
    for (PlatformSample each : values()) {
      sampled.addAll(written(each.made()));
    }
    return sampled;
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
