package tollgate.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Problems;
import tollgate.config.read.Shape;
import tollgate.config.read.Shown;
import tollgate.config.read.Tree;

/**
 * The environments of a file: names, each with the settings that differ there.
 *
 * @param settings the description of the settings they lie over
 */
record Environments(Supplier<Shape<Settings>> settings) implements Kind<Map<String, Tree.Mapping>> {
  /** The name when none is chosen. */
  static final String DEFAULT = "default";

  static final Pattern NAME = Pattern.compile("[a-z](?:[a-z0-9-]{0,14}[a-z0-9])?");

  /** Ends the sentence about another name. */
  static final String RULE =
      " is no name for an environment. Use up to 16 lower-case letters, digits and dashes, and not"
          + " default.";

  private static final int MOST = 20;

  /** Whether an environment can be called so. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.equals(DEFAULT);
  }

  @Override
  public String name() {
    return "mapping of names to settings";
  }

  @Override
  public Optional<Map<String, Tree.Mapping>> read(Tree tree, Problems problems) {
    if (!(tree instanceof Tree.Mapping mapping)) {
      problems.add(
          tree.place(),
          "expected a mapping of environments, found %s. Write {prod: {protect: true}}."
              .formatted(tree.noun()));
      return Optional.empty();
    }
    if (mapping.entries().size() > MOST) {
      problems.add(
          tree.place(), "more than " + MOST + " environments are too many. Use several files.");
      return Optional.empty();
    }
    Map<String, Tree.Mapping> environments = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (name, value) -> {
              if (!isName(name)) {
                problems.add(value.place(), Shown.quoted(name) + RULE);
              } else if (value instanceof Tree.Mapping overlay) {
                environments.put(name, overlay);
              } else {
                problems.add(
                    value.place(),
                    "expected a mapping of settings, found %s. Write {key: value}."
                        .formatted(value.noun()));
              }
            });
    return Optional.of(environments);
  }

  @Override
  public Map<String, Object> schema(boolean overlay) {
    if (overlay) {
      return Map.of("not", Map.of());
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("propertyNames", Map.of("pattern", "^" + NAME + "$"));
    schema.put("additionalProperties", settings.get().schema(true));
    schema.put("maxProperties", MOST);
    return schema;
  }

  @Override
  public String spell(Map<String, Tree.Mapping> value) {
    return "{" + String.join(", ", List.copyOf(value.keySet())) + "}";
  }
}
