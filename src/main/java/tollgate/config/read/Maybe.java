package tollgate.config.read;

import java.util.Map;
import java.util.Optional;

/** A kind for a value that may be left out. */
record Maybe<T>(Kind<T> inner) implements Kind<Optional<T>> {

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public Optional<Optional<T>> read(Tree tree, Problems problems) {
    Optional<T> read = inner.read(tree, problems);
    return read.isPresent() ? Optional.of(read) : Optional.empty();
  }

  @Override
  public Map<String, Object> schema(boolean overlay) {
    return inner.schema(overlay);
  }

  @Override
  public Optional<String> fault(Optional<T> value) {
    return value.flatMap(inner::fault);
  }

  @Override
  public String spell(Optional<T> value) {
    return value.map(inner::spell).orElse("not set");
  }

  @Override
  public Optional<Shape<?>> shape() {
    return inner.shape();
  }
}
