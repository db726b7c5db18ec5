package stacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import stacks.parts.Removal;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;

/** Settings that the tests synthesize. Each is synthesized once. */
enum Case {
  /** The settings the project ships. */
  DEV(Path.of("tollgate.yaml"), Optional.empty()),
  /** The same, protected. */
  PROD(Path.of("tollgate.yaml"), Optional.of("prod")),
  /** The example for one learner: an orchestrator on the workstation. */
  LEARNER(Path.of("examples/learner/tollgate.yaml"), Optional.empty()),
  /** No optional section. */
  MINIMAL(Path.of("src/test/resources/settings/minimal.yaml"), Optional.empty()),
  /** Every section with other choices than the defaults. */
  EVERY_CHOICE(Path.of("src/test/resources/settings/every-choice.yaml"), Optional.empty());

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<Case, Synthesis> DONE = new LinkedHashMap<>();

  private final Path file;
  private final Optional<String> environment;

  Case(Path file, Optional<String> environment) {
    this.file = file;
    this.environment = environment;
  }

  /**
   * What came out.
   *
   * @param json the text of each stack's file, by stack, in deployment order
   */
  record Synthesis(List<StackInfo> stacks, Map<String, String> json, Path outdir) {
    JsonNode stack(String name) {
      return Case.json(json.getOrDefault(name, ""));
    }

    /** All resources of a type, by {@code STACK TYPE.NAME}. */
    Map<String, JsonNode> resources(String type) {
      Map<String, JsonNode> found = new LinkedHashMap<>();
      resources()
          .forEach(
              (address, resource) -> {
                if (address.contains(" " + type + ".")) {
                  found.put(address, resource);
                }
              });
      return found;
    }

    /** The only resource of a type. */
    JsonNode resource(String type) {
      Map<String, JsonNode> found = resources(type);
      if (found.size() != 1) {
        throw new AssertionError("expected one " + type + ", found " + found.keySet());
      }
      return found.values().iterator().next();
    }

    /** All resources, by {@code STACK TYPE.NAME}. */
    Map<String, JsonNode> resources() {
      Map<String, JsonNode> found = new LinkedHashMap<>();
      for (String stack : json.keySet()) {
        stack(stack)
            .path("resource")
            .properties()
            .forEach(
                type ->
                    type.getValue()
                        .properties()
                        .forEach(
                            named ->
                                found.put(
                                    stack + " " + type.getKey() + "." + named.getKey(),
                                    named.getValue())));
      }
      return found;
    }
  }

  /** The name of the case's snapshots. */
  String slug() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  Settings settings() {
    try {
      return SettingsLoader.load(file, environment);
    } catch (SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }

  /** A case's settings with its file changed. */
  static Settings settings(Case name, UnaryOperator<String> change) {
    try {
      return SettingsLoader.parse(
          change.apply(Files.readString(name.file)), name.file.toString(), name.environment);
    } catch (IOException | SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }

  /** What the settings give. */
  synchronized Synthesis synthesis() {
    synchronized (DONE) {
      return DONE.computeIfAbsent(this, key -> synthesize(settings(), Removal.NONE));
    }
  }

  static Synthesis synthesize(Settings settings, Removal removal) {
    try {
      Path outdir = Scratch.directory("synth");
      return synthesize(settings, removal, outdir);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static Synthesis synthesize(Settings settings, Removal removal, Path outdir) {
    List<StackInfo> stacks = Platform.synthesize(settings, outdir, removal, (part, millis) -> {});
    Map<String, String> json = new LinkedHashMap<>();
    for (StackInfo stack : stacks) {
      try {
        json.put(stack.name(), Files.readString(stack.directory().resolve("cdk.tf.json")));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return new Synthesis(stacks, json, outdir);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
