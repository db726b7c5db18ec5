package tollgate.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tollgate.plan.Action;
import tollgate.plan.Address;
import tollgate.plan.ResourceChange;
import tollgate.plan.Values;

/**
 * What a destroy would take away.
 *
 * @param plans destroy plans, each stack after those that depend on it
 */
public record Survey(PlanSet plans) {

  /** Types whose deletion loses what people or programs have put there. */
  private static final Set<String> HOLDS_DATA =
      Set.of(
          "google_artifact_registry_repository",
          "google_bigquery_dataset",
          "google_bigquery_table",
          "google_bigtable_instance",
          "google_compute_disk",
          "google_compute_instance",
          "google_filestore_instance",
          "google_secret_manager_secret",
          "google_spanner_database",
          "google_spanner_instance",
          "google_sql_database",
          "google_sql_database_instance",
          "google_storage_bucket");

  /** Of these Google deletes only empty ones, unless a flag says otherwise. */
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
        losses.add(new Loss(planned.stack().name(), change.address(), content(change.type())));
      }
    }
    return losses;
  }

  private static Content content(String type) {
    if (KEPT_WHEN_FULL.contains(type)) {
      return Content.KEPT_UNLESS_FLAGGED;
    }
    return HOLDS_DATA.contains(type) ? Content.LOST : Content.NONE;
  }

  /** Whether a stack that holds data is among them, and has something to lose. */
  public boolean losesData() {
    return plans.stacks().stream()
            .anyMatch(planned -> planned.stack().holdsData() && !deletions(planned).isEmpty())
        || losses().stream().anyMatch(loss -> loss.content() != Content.NONE);
  }

  public List<Protected> protectedObjects() {
    List<Protected> found = new ArrayList<>();
    for (PlannedStack planned : plans.stacks()) {
      for (ResourceChange change : deletions(planned)) {
        Values before = change.before();
        if (before.get("deletion_protection").isTrue()) {
          found.add(protect(planned, change, "deletion_protection"));
        } else if (before.get("settings.deletion_protection_enabled").isTrue()) {
          found.add(protect(planned, change, "settings.deletion_protection_enabled"));
        } else if (before.get("deletion_policy").text().filter("PREVENT"::equals).isPresent()) {
          found.add(protect(planned, change, "deletion_policy PREVENT"));
        }
      }
    }
    return found;
  }

  private static Protected protect(PlannedStack planned, ResourceChange change, String setting) {
    return new Protected(planned.stack().name(), change.address(), setting);
  }

  private static List<ResourceChange> deletions(PlannedStack planned) {
    return planned.plan().changes().stream()
        .filter(change -> change.managed() && change.action() == Action.DELETE)
        .toList();
  }
}
