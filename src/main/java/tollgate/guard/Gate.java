package tollgate.guard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tollgate.cost.CostChange;
import tollgate.plan.StackPlan;

/** Judges plans. Pure: the same plans, estimate, policy and day give the same judgement. */
public final class Gate {
  /** The longest a waiver may last, in days. */
  public static final int LONGEST_WAIVER_DAYS = PolicyCheck.MOST_DAYS;

  private Gate() {}

  /**
   * Judges planned changes.
   *
   * @param plans all stacks that are deployed together
   * @param cost what they cost before and after
   * @param policy what the platform allows itself
   * @param today the day that waivers are held against
   */
  public static Judgement judge(
      List<StackPlan> plans, CostChange cost, Policy policy, LocalDate today) {
    return judge(plans, cost, policy, today, Context.NONE);
  }

  /**
   * Judges planned changes of a part of a platform, or of one whose deploy was begun before.
   *
   * @param context what stands beside these stacks, and what was agreed to already
   */
  public static Judgement judge(
      List<StackPlan> plans, CostChange cost, Policy policy, LocalDate today, Context context) {
    return judge(rules(), new Scene(plans, Optional.of(cost), policy, today, context));
  }

  /**
   * The rights that plans give and that nobody has to be asked for twice: all but those that a
   * deploy is asked for however often it is begun.
   */
  public static Set<GivenGrant> grants(List<StackPlan> plans) {
    return Approvals.grants(new Scene(plans, Optional.empty(), Policy.NONE, LocalDate.EPOCH));
  }

  /**
   * Judges configurations, before any plan: rules that need a price are left out, and what depends
   * on a reference is shown as unknown without stopping anything, for the plan will tell.
   */
  public static Judgement judgeSynthesized(
      List<StackPlan> configurations, Policy policy, LocalDate today, Context context) {
    return judge(
        rules().stream().filter(rule -> !rule.needsPrices()).toList(),
        new Scene(configurations, Optional.empty(), policy, today, context));
  }

  /**
   * What a policy asks for that cannot be done: unknown rules, waivers of what cannot be waived,
   * waivers that last too long. None when it can be followed.
   */
  public static List<PolicyProblem> problems(Policy policy, LocalDate today) {
    return PolicyCheck.problems(policy, today);
  }

  /** Every rule that judges: the shipped ones, and the project's own. */
  public static List<Rule> rules() {
    return Stream.concat(Rules.all().stream(), HouseRules.found().stream()).toList();
  }

  static Judgement judge(List<Rule> rules, Scene scene) {
    WaiverBook waivers = new WaiverBook(scene.policy().waivers(), scene.today());
    List<Verdict> verdicts = new ArrayList<>();
    int passed = 0;
    for (Rule rule : rules) {
      Optional<Policy.Level> level = level(rule, scene.policy());
      if (level.filter(Policy.Level.OFF::equals).isPresent()) {
        continue;
      }
      for (Finding finding : rule.check().look(scene)) {
        if (finding.truth() == Finding.Truth.GOOD) {
          passed++;
        } else {
          verdicts.add(verdict(rule, level, finding, waivers));
        }
      }
    }
    verdicts.sort(Comparator.comparing(Gate::loudness));
    return new Judgement(verdicts, waivers.uses(), Approvals.of(scene, verdicts), passed);
  }

  /** A rule that nothing can waive keeps its own severity whatever the policy says. */
  private static Optional<Policy.Level> level(Rule rule, Policy policy) {
    return rule.waivable() ? Optional.ofNullable(policy.levels().get(rule.id())) : Optional.empty();
  }

  private static Verdict verdict(
      Rule rule, Optional<Policy.Level> level, Finding finding, WaiverBook waivers) {
    Severity severity =
        finding
            .severity()
            .or(() -> level.map(l -> l == Policy.Level.DENY ? Severity.DENY : Severity.WARN))
            .orElse(rule.severity());
    boolean unknown = finding.truth() == Finding.Truth.UNKNOWN;
    boolean settledLater =
        unknown && finding.subject().filter(s -> s.scene().isConfiguration(s.stack())).isPresent();
    Optional<Waiver> waiver = waivers.waive(rule, finding);
    Verdict.Outcome outcome =
        waiver.isPresent()
            ? Verdict.Outcome.WAIVED
            : unknown
                ? Verdict.Outcome.UNKNOWN
                : severity == Severity.DENY ? Verdict.Outcome.DENIED : Verdict.Outcome.WARNED;
    return new Verdict(
        rule.id(),
        settledLater ? Severity.WARN : severity,
        outcome,
        finding.subject().map(s -> s.stack().stack()).orElse(""),
        finding.subject().map(Subject::address),
        finding.message(),
        rule.why(),
        finding.fix().or(() -> inSettings(rule, finding)).orElse(rule.fix()),
        waiver.map(Waiver::reason),
        finding.subject().map(s -> s.change().action().changesSomething()).orElse(true));
  }

  /** The key of tollgate.yaml to change, when that is where the resource comes from. */
  private static Optional<String> inSettings(Rule rule, Finding finding) {
    return finding
        .subject()
        .filter(s -> s.scene().isOwn(s.stack().stack()))
        .map(s -> rule.settings().get(s.stack().stack()));
  }

  private static int loudness(Verdict verdict) {
    return switch (verdict.outcome()) {
      case WAIVED -> 0;
      case UNKNOWN -> verdict.stops() ? 3 : 1;
      case WARNED -> 2;
      case DENIED -> 4;
    };
  }
}
