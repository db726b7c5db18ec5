package tollgate.sandbox.behaviour;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

/** What is the same to the provider though it is spelt otherwise. */
public interface Spellings {
  /** How the provider writes a configured value into the plan, e.g. a location in capitals. */
  Value normal(String type, Path path, Value configured);

  /**
   * What tells the elements of the set there apart, where not all of an element does; else null.
   */
  @Nullable Function<Value, Object> key(String type, Path set);

  /** True when a change from the one to the other counts as none. Either may be null. */
  boolean same(Draft draft, Path path, Value old, Value fresh);
}
