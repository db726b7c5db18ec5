package tollgate.guard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
    return Gate.rules().stream()
        .map(Rule::id)
        .min(Comparator.comparingInt(other -> distance(id, other)))
        .filter(other -> distance(id, other) <= Math.max(3, id.length() / 3))
        .map(other -> " (did you mean %s?)".formatted(other))
        .orElse("; `tollgate rules` lists them");
  }

  /** Levenshtein's: how many letters to insert, delete or change. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
