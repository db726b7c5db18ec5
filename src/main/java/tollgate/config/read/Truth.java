package tollgate.config.read;

import java.util.Map;
import java.util.Optional;

/** {@code true} or {@code false}; the other spellings of older YAML are refused. */
public record Truth() implements Kind<Boolean> {

  @Override
  public String name() {
    return "true or false";
  }

  @Override
  public Map<String, Object> schema(boolean overlay) {
    return Map.of("type", "boolean");
  }

  @Override
  public Optional<Boolean> read(Tree tree, Problems problems) {
    if (tree instanceof Tree.Scalar scalar
        && scalar.plain()
        && (scalar.text().equals("true") || scalar.text().equals("false"))) {
      return Optional.of(Boolean.valueOf(scalar.text()));
    }
    problems.add(
        tree.place(), "expected true or false, found " + tree.noun() + ". Write true or false.");
    return Optional.empty();
  }
}
