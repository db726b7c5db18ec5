package tollgate.guard;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of all rules. */
public final class Rules {
  private static final List<Rule> ALL =
      Stream.of(
              BudgetRules.all(),
              CostRules.all(),
              StandingRules.all(),
              RunRules.all(),
              SqlRules.all(),
              MachineRules.all(),
              AccessRules.all(),
              IdentityRules.all(),
              DataRules.all(),
              NetworkRules.all(),
              SecretRules.all(),
              PolicyRules.all(),
              LifecycleRules.all())
          .flatMap(List::stream)
          .sorted(Comparator.comparingInt(Rules::family))
          .toList();

  private Rules() {}

  /** Money first, as users come for that; within a family the order is the files' own. */
  private static int family(Rule rule) {
    return List.of("cost", "access", "identity", "network", "secrets", "data", "lifecycle")
        .indexOf(rule.family());
  }

  /** Every shipped rule, by family. */
  public static List<Rule> all() {
    return ALL;
  }

  /** The rule of that id, shipped or the project's own. */
  public static Optional<Rule> find(String id) {
    return Gate.rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
  }
}
