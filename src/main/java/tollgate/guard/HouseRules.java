package tollgate.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;

/** The project's own rules, as the class path has them. */
final class HouseRules {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,30}/[a-z0-9][a-z0-9-]{0,60}");

  private HouseRules() {}

  /** Found once: what is on the class path does not change. */
  private static final class Found {
    static final List<Rule> RULES = in(ServiceLoader.load(HouseRule.class));
  }

  static List<Rule> found() {
    return Found.RULES;
  }

  /**
   * Makes rules of them.
   *
   * @throws IllegalArgumentException when an id is none, or stands for another rule already
   */
  static List<Rule> in(Iterable<HouseRule> own) {
    Set<String> taken = new HashSet<>(Rules.all().stream().map(Rule::id).toList());
    List<Rule> rules = new ArrayList<>();
    for (HouseRule each : own) {
      String name = each.getClass().getName();
      if (!ID.matcher(each.id()).matches()) {
        throw new IllegalArgumentException(
            "The rule %s has the id '%s'. Write it as family/name, in lower-case letters, digits and dashes."
                .formatted(name, each.id()));
      }
      if (!taken.add(each.id())) {
        throw new IllegalArgumentException(
            "The rule %s has the id %s, which is another rule's. Choose another."
                .formatted(name, each.id()));
      }
      rules.add(
          new Rule(
              each.id(),
              each.severity(),
              each.good(),
              each.why(),
              each.fix(),
              Map.of(),
              each.source(),
              each.waivable(),
              false,
              scene -> look(each, scene)));
    }
    return List.copyOf(rules);
  }

  private static List<Finding> look(HouseRule rule, Scene scene) {
    List<Finding> findings = new ArrayList<>();
    for (Subject subject : scene.subjects()) {
      if (subject.now().exists()) {
        Answer answer = rule.judge(new PlannedResource(subject));
        if (answer instanceof Answer.Good) {
          findings.add(Finding.good().at(subject));
        } else if (answer instanceof Answer.Bad bad) {
          findings.add(Finding.bad(bad.message()).at(subject));
        } else if (answer instanceof Answer.Unknown unknown) {
          findings.add(Finding.unknown(unknown.message()).at(subject));
        }
      }
    }
    return findings;
  }
}
