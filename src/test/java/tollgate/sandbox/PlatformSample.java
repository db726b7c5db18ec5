package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import stacks.Platform;
import stacks.StackInfo;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;

/**
 * Platforms that the real provider has planned; together they have all that the stacks can make.
 */
enum PlatformSample {
  /** The settings the project ships. */
  DEV(Path.of("tollgate.yaml"), Optional.empty());

  private final Path settings;
  private final Optional<String> environment;

  PlatformSample(Path settings, Optional<String> environment) {
    this.settings = settings;
    this.environment = environment;
  }

  Path recording() {
    return Path.of("src/test/resources/provider-plans", slug() + ".json");
  }

  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is synthesized today, by stack. */
  Map<String, JsonNode> stacks(Path outdir) throws IOException, SettingsException {
    Map<String, JsonNode> stacks = new LinkedHashMap<>();
    for (StackInfo stack :
        Platform.synthesize(SettingsLoader.load(settings, environment), outdir)) {
      stacks.put(
          stack.name(),
          new ObjectMapper().readTree(stack.directory().resolve("cdk.tf.json").toFile()));
    }
    return stacks;
  }
}
