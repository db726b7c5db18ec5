package stacks;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import stacks.parts.StackScope;
import tollgate.config.Settings;

/**
 * A stack that settings may ask for. It stands on the foundation, which enables the APIs of its
 * resources.
 *
 * @param of builds it; empty when the settings do not ask for it
 * @param after names of other stacks that must be deployed before it where they are asked for
 * @param code true when it runs code: the foundation then makes what lets its accounts pull images
 *     and read buckets
 */
record Blueprint(
    String name,
    Function<Settings, Optional<Consumer<StackScope>>> of,
    List<String> after,
    boolean code) {

  /** A stack that is built from its own section of the settings. */
  static <T> Blueprint of(
      String name, Function<Settings, Optional<T>> section, BiConsumer<StackScope, T> build) {
    return new Blueprint(
        name,
        settings -> section.apply(settings).map(found -> scope -> build.accept(scope, found)),
        List.of(),
        false);
  }

  /** How the settings want it built; empty when they do not ask for it. */
  Optional<Consumer<StackScope>> plan(Settings settings) {
    return of.apply(settings);
  }

  /** The same, deployed after that stack too. */
  Blueprint after(String stack) {
    return new Blueprint(name, of, Stream.concat(after.stream(), Stream.of(stack)).toList(), code);
  }

  /** The same, for a stack that runs code. */
  Blueprint runsCode() {
    return new Blueprint(name, of, after, true);
  }
}
