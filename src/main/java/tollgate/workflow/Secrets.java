package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Values of a stack's ephemeral variables: made for one run, given to terraform in its environment,
 * never written down. Google gets them through write-only arguments.
 */
final class Secrets {

  private static final int LENGTH = 32;

  /** Safe in URLs, shells and configuration files; 32 of 62 letters are 190 bits. */
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final SecureRandom random;
  private final Map<String, String> values = new HashMap<>();

  Secrets(SecureRandom random) {
    this.random = random;
  }

  /** A value for each ephemeral variable of a configuration; the same in each call. */
  synchronized Map<String, String> valuesFor(JsonNode configuration) {
    Map<String, String> chosen = new TreeMap<>();
    for (String name : ephemeralVariables(configuration)) {
      chosen.put(name, values.computeIfAbsent(name, unused -> make()));
    }
    return chosen;
  }

  static Set<String> ephemeralVariables(JsonNode configuration) {
    Set<String> names = new TreeSet<>();
    configuration
        .path("variable")
        .properties()
        .forEach(
            variable -> {
              if (variable.getValue().path("ephemeral").asBoolean()
                  && !variable.getValue().has("default")) {
                names.add(variable.getKey());
              }
            });
    return names;
  }

  private String make() {
    StringBuilder value = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      value.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return value.toString();
  }
}
