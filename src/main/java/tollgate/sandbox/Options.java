package tollgate.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a sandbox runs.
 *
 * @param types the resource types and data sources that Terraform is told of; empty means all.
 *     Terraform reads the whole list at each command, so a short one makes small plans faster; a
 *     configuration or state with a type outside it fails
 * @param states the directory below which terraform's states are kept for it, by its http backend;
 *     empty when they are the callers' own affair
 * @param patience how long to wait when another process uses the sandbox
 * @param strict plan and apply by the rules for providers of Terraform's newer library, so that the
 *     core's consistency checks are on; plans then differ from the real provider's
 * @param clock where the times of created objects come from
 */
public record Options(
    Optional<Set<String>> types,
    Optional<Path> states,
    Duration patience,
    boolean strict,
    Clock clock) {
  /** All types, no states, ten seconds, the system's clock. */
  public static Options standard() {
    return new Options(
        Optional.empty(), Optional.empty(), Duration.ofSeconds(10), false, Clock.systemUTC());
  }

  /** The same, restricted to these types. */
  public Options withTypes(Set<String> names) {
    return new Options(Optional.of(Set.copyOf(names)), states, patience, strict, clock);
  }

  /** The same with terraform's states kept below this directory. */
  public Options withStates(Path directory) {
    return new Options(types, Optional.of(directory), patience, strict, clock);
  }

  /** The same with the core's consistency checks on. */
  public Options strictly() {
    return new Options(types, states, patience, true, clock);
  }
}
