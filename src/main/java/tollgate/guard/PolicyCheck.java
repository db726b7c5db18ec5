package tollgate.guard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tollgate.text.Nearest;

/** Tells what a policy asks for that the gate cannot do. */
final class PolicyCheck {
  /** The longest a waiver may last: what is right for longer belongs into the platform. */
  static final int MOST_DAYS = 366;

  private static final String LEVELS = "levels.";

  private PolicyCheck() {}

  /** One for each problem; none when the policy can be followed. */
  static List<PolicyProblem> problems(Policy policy, LocalDate today) {
    List<PolicyProblem> problems = new ArrayList<>();
    for (int i = 0; i < policy.waivers().size(); i++) {
      Waiver waiver = policy.waivers().get(i);
      String place = "waivers[%d].".formatted(i);
      Optional<Rule> rule = Rules.find(waiver.rule());
      if (rule.isEmpty()) {
        problems.add(
            new PolicyProblem(
                place + "rule",
                "The waiver of %s names no rule%s."
                    .formatted(waiver.rule(), nearest(waiver.rule()))));
      } else if (!rule.get().waivable()) {
        problems.add(
            new PolicyProblem(
                place + "rule",
                "The waiver of %s has no effect: this rule cannot be waived. %s"
                    .formatted(waiver.rule(), rule.get().fix())));
      }
      if (waiver.expires().isAfter(today.plusDays(MOST_DAYS))) {
        problems.add(
            new PolicyProblem(
                place + "expires",
                "The waiver of %s lasts until %s; the longest is %s. Renew it then."
                    .formatted(waiver.rule(), waiver.expires(), today.plusDays(MOST_DAYS))));
      }
    }
    policy.levels().keySet().stream().sorted().forEach(id -> level(id, policy, problems));
    return List.copyOf(problems);
  }

  private static void level(String id, Policy policy, List<PolicyProblem> problems) {
    Optional<Rule> rule = Rules.find(id);
    if (rule.isEmpty()) {
      problems.add(
          new PolicyProblem(
              LEVELS + id, "The policy names %s, which is no rule%s.".formatted(id, nearest(id))));
    } else if (!rule.get().waivable() && policy.levels().get(id) != Policy.Level.DENY) {
      problems.add(
          new PolicyProblem(
              LEVELS + id, "The rule %s always denies; take it out of the policy.".formatted(id)));
    }
  }

  /** A rule spelled much the same. */
  private static String nearest(String id) {
    return Nearest.to(id, Gate.rules().stream().map(Rule::id).toList())
        .map(other -> " (did you mean %s?)".formatted(other))
        .orElse("; `tollgate rules` lists them");
  }
}
