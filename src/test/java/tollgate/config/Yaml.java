package tollgate.config;

import java.util.List;
import java.util.Optional;
import tollgate.config.read.Problem;

/** Settings for tests: the shortest that load, with changes. */
final class Yaml {
  static final String SHORTEST =
      """
      project: acme-data-dev
      region: us-central1
      data_location: US
      owner: data-team@acme.example
      budget: {monthly: 280 USD}
      """;

  private Yaml() {}

  /** The shortest settings, in which a first line with a known key replaces that key's line. */
  static String with(String change) {
    StringBuilder yaml = new StringBuilder();
    StringBuilder rest = new StringBuilder(change).append('\n');
    for (String line : SHORTEST.split("\n", -1)) {
      String key = line.substring(0, line.indexOf(':') + 1);
      if (!key.isEmpty() && rest.indexOf(key) == 0) {
        int end = rest.indexOf("\n") + 1;
        yaml.append(rest, 0, end);
        rest.delete(0, end);
      } else if (!key.isEmpty()) {
        yaml.append(line).append('\n');
      }
    }
    return yaml.append(rest).toString();
  }

  /** What loads, or fails the test with its problems. */
  static Settings settings(String yaml) throws SettingsException {
    return SettingsLoader.parse(yaml, "tollgate.yaml", Optional.empty());
  }

  /** The problems of a text, none when it loads. */
  static List<Problem> problems(String yaml) {
    return problems(yaml, Optional.empty());
  }

  static List<Problem> problems(String yaml, Optional<String> environment) {
    try {
      SettingsLoader.parse(yaml, "tollgate.yaml", environment);
      return List.of();
    } catch (SettingsException refused) {
      return refused.problems();
    }
  }
}
