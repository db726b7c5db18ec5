package stacks;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import stacks.parts.StackScope;
import tollgate.config.Settings;

/**
 * A stack that settings may ask for. It stands on the foundation, which enables the APIs of its
 * resources.
 *
 * @param of builds it; empty when the settings do not ask for it
 * @param after other stacks that must be deployed before it where they are asked for
 * @param code true when it runs code: the foundation then makes what lets its accounts pull images
 *     and read buckets
 */
record Blueprint(
    String name,
    Function<Settings, Optional<Consumer<StackScope>>> of,
    List<After> after,
    boolean code) {
  /**
   * A stack that comes before another.
   *
   * @param when true for settings that make it so
   */
  record After(String stack, Predicate<Settings> when) {}

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

  /** True when that stack must be deployed before this one. */
  boolean comesAfter(String stack, Settings settings) {
    return after.stream()
        .anyMatch(other -> other.stack().equals(stack) && other.when().test(settings));
  }

  /** The same, deployed after that stack too. */
  Blueprint after(String stack) {
    return after(stack, settings -> true);
  }

  /** The same, deployed after that stack where settings make it so. */
  Blueprint after(String stack, Predicate<Settings> when) {
    return new Blueprint(
        name, of, Stream.concat(after.stream(), Stream.of(new After(stack, when))).toList(), code);
  }

  /** The same, for a stack that runs code. */
  Blueprint runsCode() {
    return new Blueprint(name, of, after, true);
  }
}
