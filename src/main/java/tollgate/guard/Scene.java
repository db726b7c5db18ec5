package tollgate.guard;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tollgate.cost.Basis;
import tollgate.cost.CostChange;
import tollgate.cost.ResourceEstimate;
import tollgate.cost.Totals;
import tollgate.plan.StackPlan;

/** Everything that is judged together, with the indexes that checks share. */
final class Scene {
  private final Optional<CostChange> cost;
  private final List<StackPlan> plans;
  private final Policy policy;
  private final LocalDate today;
  private final Context context;
  private final List<Subject> subjects = new ArrayList<>();
  private final Map<String, List<Subject>> standing = new HashMap<>();
  private final List<Grant> grants;
  private final Map<Place, ResourceEstimate> estimates = new HashMap<>();

  private final Map<String, Set<String>> references = new HashMap<>();
  private final Set<String> stood = new HashSet<>();
  private final boolean insideBudget;

  private record Place(String stack, String address) {}

  Scene(List<StackPlan> plans, Optional<CostChange> cost, Policy policy, LocalDate today) {
    this(plans, cost, policy, today, Context.NONE);
  }

  Scene(
      List<StackPlan> plans,
      Optional<CostChange> cost,
      Policy policy,
      LocalDate today,
      Context context) {
    this.context = context;
    this.plans = List.copyOf(plans);
    this.cost = cost;
    this.policy = policy;
    this.today = today;
    for (StackPlan plan : plans) {
      plan.plan().changes().stream()
          .filter(change -> change.managed())
          .map(change -> new Subject(plan, change, this))
          .forEach(subjects::add);
    }
    for (Subject subject : subjects) {
      if (subject.now().exists()) {
        standing.computeIfAbsent(subject.type(), type -> new ArrayList<>()).add(subject);
      }
      if (subject.change().before().exists()) {
        stood.add(subject.stack().stack());
      }
    }
    this.grants = subjects.stream().flatMap(subject -> Grant.in(subject).stream()).toList();
    this.insideBudget =
        policy.budget().isPresent()
            && cost.isPresent()
            && isInside(cost.get(), policy.budget().get(), context.elsewhere());
    cost.ifPresent(
        change ->
            change
                .after()
                .resources()
                .forEach(bill -> estimates.put(place(bill.stack(), bill.address().text()), bill)));
  }

  List<StackPlan> plans() {
    return plans;
  }

  Optional<CostChange> cost() {
    return cost;
  }

  Policy policy() {
    return policy;
  }

  LocalDate today() {
    return today;
  }

  /** Every managed object, in plan order. */
  List<Subject> subjects() {
    return Collections.unmodifiableList(subjects);
  }

  /** The objects of a type that stand when the plans are done. */
  List<Subject> standing(String type) {
    return standing.getOrDefault(type, List.of());
  }

  /** Whether an object of the type stands when the plans are done, in these stacks or others. */
  boolean stands(String type) {
    return !standing(type).isEmpty()
        || context.others().stream()
            .flatMap(plan -> plan.plan().changes().stream())
            .anyMatch(c -> c.managed() && c.type().equals(type) && c.before().exists());
  }

  /** Whether tollgate.yaml describes the stack. */
  boolean isOwn(String stack) {
    return context.own().contains(stack);
  }

  /** Whether a deploy that did not end was told to accept this right. */
  boolean isGiven(Grant grant) {
    return context.agreed().grants().contains(grant.given());
  }

  /** How much of what the plans add to the bill such a deploy was told to accept. */
  BigDecimal agreed(CostChange change, Basis basis) {
    return context.agreed().of(change, basis);
  }

  /** Who gets what on objects that stand when the plans are done. */
  List<Grant> grants() {
    return grants;
  }

  /** Whether the values of a stack come from a configuration, where references are unknown. */
  boolean isConfiguration(StackPlan stack) {
    return stack.plan().formatVersion().equals("synth");
  }

  Optional<ResourceEstimate> estimate(Subject subject) {
    return Optional.ofNullable(
        estimates.get(place(subject.stack().stack(), subject.address().text())));
  }

  /** Whether anything else in the same stack refers to the object. */
  boolean isReferenced(Subject object) {
    return references
        .computeIfAbsent(object.stack().stack(), this::referencesIn)
        .contains(object.address().configured());
  }

  private Set<String> referencesIn(String stack) {
    return subjects.stream()
        .filter(subject -> subject.stack().stack().equals(stack) && subject.now().exists())
        .flatMap(subject -> subject.stack().plan().references(subject.change(), "").stream())
        .collect(Collectors.toSet());
  }

  /** Whether anything of that stack exists already. */
  boolean stood(StackPlan stack) {
    return stood.contains(stack.stack());
  }

  /** Whether the policy declares that this may run all day and night. */
  boolean declaresAlwaysOn(Subject subject) {
    return policy.alwaysOn().stream().anyMatch(subject.address()::matches);
  }

  /** Whether a budget is set and everything together stays inside it. */
  boolean insideBudget() {
    return insideBudget;
  }

  /** What stacks that are in no plan cost, of one of the three totals. */
  BigDecimal elsewhere(Basis basis) {
    return context.elsewhere().by(basis);
  }

  private static boolean isInside(CostChange cost, Policy.Budget budget, Totals elsewhere) {
    return cost.after()
            .by(budget.basis())
            .add(elsewhere.by(budget.basis()))
            .compareTo(budget.monthly())
        <= 0;
  }

  private static Place place(String stack, String address) {
    return new Place(stack, address);
  }
}
