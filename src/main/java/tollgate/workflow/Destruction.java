package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import stacks.StackInfo;
import tollgate.plan.Action;
import tollgate.plan.ResourceChange;
import tollgate.report.Printable;
import tollgate.terraform.Terraform.PlanKind;

/**
 * Takes stacks down, in two phases. The provider reads the flags that allow a deletion from the
 * state, so they are applied first: {@code deletion_policy}, {@code force_destroy} and their like.
 * Then everything is deleted, what depends on other things first.
 */
public final class Destruction {

  /** Attributes that say whether something may be deleted, and with its content. */
  private static final Set<String> FLAGS =
      Set.of(
          "deletion_protection", "deletion_policy", "force_destroy", "delete_contents_on_destroy");

  /** The same a level deeper: Cloud SQL among its settings, a machine at its boot disk. */
  private static final Set<String> NESTED_FLAGS =
      Set.of("deletion_protection_enabled", "auto_delete");

  private final Planning planning;
  private final Deployment deployment;

  public Destruction(Planning planning, Deployment deployment) {
    this.planning = planning;
    this.deployment = deployment;
  }

  /** Plans the destruction of every stack; nothing is changed. */
  public Survey survey(List<StackInfo> stacks) {
    List<StackInfo> reversed = new ArrayList<>(Selection.inOrder(stacks));
    Collections.reverse(reversed);
    return new Survey(planning.plan(reversed, PlanKind.DESTROY));
  }

  /**
   * Destroys what was surveyed and nothing else. The stacks must have been synthesized with the
   * flags that the user asked for.
   *
   * @throws StopException when the flags cannot be applied by themselves, or terraform fails
   */
  public void destroy(Survey survey) {
    List<StackInfo> flagged = new ArrayList<>();
    List<PlannedStack> flags = new ArrayList<>();
    for (PlannedStack planned : survey.plans().stacks()) {
      List<String> targets = outdatedFlags(planned);
      if (!targets.isEmpty()) {
        PlannedStack change = planning.plan(planned.stack(), targets);
        refuseOtherChanges(change);
        flags.add(change);
        flagged.add(planned.stack());
      }
    }
    deployment.apply(new PlanSet(flags));
    PlanSet again = planning.plan(flagged, PlanKind.DESTROY);
    List<PlannedStack> finalPlans = new ArrayList<>();
    for (PlannedStack surveyed : survey.plans().stacks()) {
      PlannedStack last =
          again.stacks().stream()
              .filter(planned -> planned.stack().equals(surveyed.stack()))
              .findFirst()
              .orElse(surveyed);
      refuseNewLosses(surveyed, last);
      finalPlans.add(last);
    }
    deployment.destroy(new PlanSet(finalPlans));
  }

  /** Addresses whose flags in the state differ from the synthesized ones. */
  static List<String> outdatedFlags(PlannedStack planned) {
    JsonNode resources = Synthesized.configuration(planned.stack()).path("resource");
    List<String> targets = new ArrayList<>();
    for (ResourceChange change : planned.plan().changes()) {
      JsonNode wanted = resources.path(change.type()).path(change.name());
      boolean outdated =
          change.action() == Action.DELETE
              && FLAGS.stream()
                  .anyMatch(
                      flag ->
                          wanted.path(flag).isValueNode()
                              && !change.before().values().path(flag).isMissingNode()
                              && !wanted
                                  .path(flag)
                                  .asText()
                                  .equals(change.before().values().path(flag).asText()));
      if (outdated) {
        targets.add(change.address().text());
      }
    }
    return targets;
  }

  private static void refuseOtherChanges(PlannedStack planned) {
    List<String> others =
        planned.plan().changes().stream()
            .filter(change -> change.action().changesSomething() && !changesFlagsOnly(change))
            .map(change -> Printable.text(change.address().text()))
            .toList();
    if (!others.isEmpty()) {
      throw new StopException(
          StopException.Reason.APPROVAL,
          ("Lifting the protection in %s would also change %s. Deploy or undo those changes first,"
                  + " then destroy. Nothing was deleted.")
              .formatted(planned.stack().name(), String.join(", ", others)));
    }
  }

  private static boolean changesFlagsOnly(ResourceChange change) {
    if (change.action() != Action.UPDATE) {
      return false;
    }
    Set<String> names = new HashSet<>();
    change.after().values().fieldNames().forEachRemaining(names::add);
    change.before().values().fieldNames().forEachRemaining(names::add);
    return names.stream()
        .filter(name -> !change.after().get(name).isUnknown())
        .allMatch(
            name ->
                FLAGS.contains(name)
                    || withoutFlags(change.before().values().path(name))
                        .equals(withoutFlags(change.after().values().path(name))));
  }

  private static JsonNode withoutFlags(JsonNode attribute) {
    JsonNode copy = attribute.deepCopy();
    for (JsonNode block : copy) {
      if (block instanceof ObjectNode object) {
        object.remove(NESTED_FLAGS);
      }
    }
    return copy;
  }

  private static void refuseNewLosses(PlannedStack surveyed, PlannedStack last) {
    Set<String> known =
        new Survey(new PlanSet(List.of(surveyed)))
            .losses().stream().map(loss -> loss.address().text()).collect(Collectors.toSet());
    boolean more =
        new Survey(new PlanSet(List.of(last)))
            .losses().stream().anyMatch(loss -> !known.contains(loss.address().text()));
    if (more) {
      throw new StopException(
          StopException.Reason.APPROVAL,
          "%s has more in it than when the destroy was shown. Run destroy again to see it."
              .formatted(last.stack().name()));
    }
  }
}
