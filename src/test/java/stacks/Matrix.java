package stacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stacks.parts.Removal;
import tollgate.config.OrchestratorAccess;
import tollgate.config.OrchestratorChoices;
import tollgate.config.OrchestratorKind;
import tollgate.config.OrchestratorStorage;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;
import tollgate.config.read.Choice;

/** Every combination of an orchestrator's choices, in both environments. */
final class Matrix {
  private static final String SETTINGS =
      """
      project: acme-data-dev
      project_number: "123456789012"
      region: us-central1
      data_location: US
      owner: data-team@acme.example
      budget: {monthly: 600 USD}
      lake: {buckets: [{purpose: lake}], datasets: [{id: taxi}]}
      workstation: {time_zone: UTC, users: ["user:ada@acme.example"]}
      orchestrator: {kind: %s, target: %s, storage: %s, access: %s, users: %s, %s%sdatabase: {connection: %s}}
      environments: {dev: {protect: false}, prod: {protect: true}}
      """;
  private static final Map<Combination, Case.Synthesis> DONE = new LinkedHashMap<>();

  private Matrix() {}

  /** One way to have an orchestrator. */
  record Combination(OrchestratorChoices choices, String environment) {
    /** The choice made in each dimension, by the dimension's name. */
    Map<String, String> dimensions() {
      Map<String, String> by = new LinkedHashMap<>();
      by.put("target", Choice.spelled(choices.target()));
      by.put("storage", Choice.spelled(choices.storage()));
      by.put("access", Choice.spelled(choices.access()));
      by.put("connection", Choice.spelled(choices.connection()));
      by.put("environment", environment);
      return by;
    }

    OrchestratorKind kind() {
      return choices.kind();
    }

    @Override
    public String toString() {
      return Choice.spelled(choices.kind()) + " " + String.join(" ", dimensions().values());
    }

    Settings settings() {
      try {
        return SettingsLoader.parse(yaml(choices), "tollgate.yaml", Optional.of(environment));
      } catch (SettingsException wrong) {
        throw new AssertionError(toString(), wrong);
      }
    }

    /** What is synthesized for it; made once. */
    Case.Synthesis synthesis() {
      synchronized (DONE) {
        return DONE.computeIfAbsent(this, key -> Case.synthesize(settings(), Removal.NONE));
      }
    }

    /** Its resources, outputs and variables by address, without what only tells stacks apart. */
    Map<String, JsonNode> content() {
      Map<String, JsonNode> content = new TreeMap<>();
      for (String stack : synthesis().json().keySet()) {
        JsonNode json = synthesis().stack(stack);
        for (String part : List.of("resource", "data")) {
          json.path(part)
              .properties()
              .forEach(
                  type ->
                      type.getValue()
                          .properties()
                          .forEach(
                              each ->
                                  content.put(
                                      stack + " " + type.getKey() + "." + each.getKey(),
                                      withoutComment(each.getValue()))));
        }
        if (!stack.equals(OrchestratorStack.NAME)) {
          continue;
        }
        for (String part : List.of("output", "variable")) {
          json.path(part)
              .properties()
              .forEach(
                  each -> content.put(stack + " " + part + "." + each.getKey(), each.getValue()));
        }
      }
      return content;
    }
  }

  private static JsonNode withoutComment(JsonNode resource) {
    ObjectNode copy = resource.deepCopy();
    copy.remove("//");
    // Scripts, their digest and the containers of the workstation are frozen by its own tests.
    if (copy.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove(
          List.of(
              "startup-script",
              "tollgate-version",
              "tollgate-orchestrator",
              "tollgate-orchestrator-up"));
    }
    return copy;
  }

  /** The settings of a combination, possible or not. */
  static String yaml(OrchestratorChoices choices) {
    boolean ownImage =
        choices.storage() == OrchestratorStorage.IMAGE
            || choices.kind() == OrchestratorKind.DAGSTER;
    return SETTINGS.formatted(
        Choice.spelled(choices.kind()),
        Choice.spelled(choices.target()),
        Choice.spelled(choices.storage()),
        Choice.spelled(choices.access()),
        choices.access() == OrchestratorAccess.PUBLIC ? "[]" : "[\"user:ada@acme.example\"]",
        ownImage ? "image: \"us-docker.pkg.dev/acme-data-dev/images/pipelines:1\", " : "",
        choices.storage() == OrchestratorStorage.GIT
            ? "git: {repository: \"https://github.com/acme/pipelines.git\", token_secret: pipelines-token}, "
            : "",
        Choice.spelled(choices.connection()));
  }

  /** Those that can be built, the environments of each beside each other. */
  static List<Combination> possible() {
    List<Combination> possible = new ArrayList<>();
    for (OrchestratorChoices choices : OrchestratorChoices.all()) {
      if (choices.arePossible()) {
        possible.add(new Combination(choices, "dev"));
        possible.add(new Combination(choices, "prod"));
      }
    }
    return possible;
  }

  static List<Combination> possible(OrchestratorKind kind) {
    return possible().stream().filter(each -> each.kind() == kind).toList();
  }

  static List<OrchestratorKind> kinds() {
    return Arrays.asList(OrchestratorKind.values());
  }
}
