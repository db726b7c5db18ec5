package tollgate.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tollgate.guard.Deletion;
import tollgate.plan.Action;
import tollgate.plan.Address;
import tollgate.plan.ResourceChange;

/**
 * What a destroy would take away.
 *
 * @param plans destroy plans, each stack after those that depend on it
 */
public record Survey(PlanSet plans) {

  /** Google deletes only empty ones of these, unless a flag says otherwise. */
  private static final Set<String> KEPT_WHEN_FULL =
      Set.of("google_bigquery_dataset", "google_storage_bucket");

  /** What becomes of what is in something that is deleted. */
  public enum Content {
    /** There is none. */
    NONE,
    /** It is lost. */
    LOST,
    /** It stops the deletion, unless its own deletion was asked for. */
    KEPT_UNLESS_FLAGGED
  }

  /** Something that will be gone. */
  public record Loss(String stack, Address address, Content content) {}

  /** Something that may not go, and the setting that says so. */
  public record Protected(String stack, Address address, String setting) {}

  public List<Loss> losses() {
    List<Loss> losses = new ArrayList<>();
    for (PlannedStack planned : plans.stacks()) {
      for (ResourceChange change : deletions(planned)) {
        losses.add(new Loss(planned.stack().name(), change.address(), content(change)));
      }
    }
    return losses;
  }

  private static Content content(ResourceChange change) {
    if (!Deletion.losesData(change)) {
      return Content.NONE;
    }
    return KEPT_WHEN_FULL.contains(change.type()) ? Content.KEPT_UNLESS_FLAGGED : Content.LOST;
  }

  /** Whether a stack that holds data is among them, and has something to lose. */
  public boolean losesData() {
    return plans.stacks().stream()
            .anyMatch(planned -> planned.stack().holdsData() && !deletions(planned).isEmpty())
        || losses().stream().anyMatch(loss -> loss.content() != Content.NONE);
  }

  /** What may not go. */
  public List<Protected> protectedObjects() {
    List<Protected> found = new ArrayList<>();
    for (PlannedStack planned : plans.stacks()) {
      for (ResourceChange change : deletions(planned)) {
        Deletion.protection(change)
            .ifPresent(
                setting ->
                    found.add(new Protected(planned.stack().name(), change.address(), setting)));
      }
    }
    return found;
  }

  private static List<ResourceChange> deletions(PlannedStack planned) {
    return planned.plan().changes().stream()
        .filter(change -> change.managed() && change.action() == Action.DELETE)
        .toList();
  }
}
