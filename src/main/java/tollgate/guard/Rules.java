package tollgate.guard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of all rules. */
public final class Rules {
  private static final List<Rule> ALL =
      Stream.of(
              CostRules.all(),
              RunRules.all(),
              SqlRules.all(),
              MachineRules.all(),
              AccessRules.all(),
              LifecycleRules.all())
          .flatMap(List::stream)
          .toList();

  private Rules() {}

  /** Every rule, by family. */
  public static List<Rule> all() {
    return ALL;
  }

  /** The rule of that id. */
  public static Optional<Rule> find(String id) {
    return ALL.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }
}
