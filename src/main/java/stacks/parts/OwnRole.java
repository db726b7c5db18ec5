package stacks.parts;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.providers.google.project_iam_custom_role.ProjectIamCustomRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tollgate.config.ProjectId;

/**
 * A role of the project's own, where Google has none that is narrow enough. Each of its permissions
 * is there for something. Costs nothing. Opens nothing until it is granted. Source:
 * cloud.google.com/iam/docs/creating-custom-roles.
 */
public enum OwnRole {
  BUCKET_METADATA(
      "tollgateBucketMetadata",
      "Bucket metadata",
      "Read a bucket's own metadata, not its objects",
      Map.of(
          "storage.buckets.get", "opens a bucket by its name, which no role for objects allows")),
  DATASET_CREATOR(
      "tollgateDatasetCreator",
      "Dataset creator",
      "",
      Map.of("bigquery.datasets.create", "an export asks for it even where the dataset is there")),
  MACHINE_SCHEDULE(
      "tollgateMachineSchedule",
      "Machine schedule",
      "",
      Map.of(
          "compute.instances.start", "a schedule is refused without it, even one that only stops",
          "compute.instances.stop", "the nightly stop")),
  MACHINE_OPERATOR(
      "tollgateMachineOperator",
      "Machine operator",
      "",
      Map.of(
          "compute.instances.get", "sees whether it runs, and finds it for ssh",
          "compute.instances.getGuestAttributes", "sees how far its start-up is",
          "compute.instances.resume", "wakes it after it was suspended",
          "compute.instances.start", "starts it in the morning",
          "compute.instances.stop", "stops it before the schedule does",
          "compute.instances.suspend", "stops it with what is in its memory")),
  /** All three are asked for on the project, whichever machine it is about. */
  MACHINE_OBSERVER(
      "tollgateMachineObserver",
      "Machine observer",
      "",
      Map.of(
          "compute.instances.list", "finds the machine by its name",
          "compute.projects.get", "ssh asks whether the project has OS Login on",
          "compute.zoneOperations.get", "waits until a start or stop is done"));

  private final String id;
  private final String title;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // The constructor makes it unmodifiable.
  private final SortedMap<String, String> permissions;

  OwnRole(String id, String title, String description, Map<String, String> permissions) {
    this.id = id;
    this.title = title;
    this.description = description;
    this.permissions = Collections.unmodifiableSortedMap(new TreeMap<>(permissions));
  }

  /** The role of that full name, where it is one of these. */
  public static Optional<OwnRole> of(String name) {
    for (OwnRole role : values()) {
      if (name.endsWith("/roles/" + role.id)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** What it is granted by. */
  public Role in(ProjectId project) {
    return Role.custom(project, id);
  }

  /** Its permissions, each with what it is needed for. */
  public SortedMap<String, String> permissions() {
    return permissions;
  }

  /**
   * Makes it in a stack, once.
   *
   * @param after what must be there before it
   */
  public ProjectIamCustomRole make(StackScope scope, List<? extends TerraformResource> after) {
    String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    ProjectIamCustomRole.Builder role =
        ProjectIamCustomRole.Builder.create(scope.construct(), "role-" + word)
            .roleId(id)
            .title(title)
            .permissions(new ArrayList<>(permissions.keySet()))
            .stage("GA");
    if (!description.isEmpty()) {
      role.description(description);
    }
    if (!after.isEmpty()) {
      role.dependsOn(after);
    }
    return scope.named(role.build(), word);
  }
}
