package stacks.parts;

import java.util.List;
import java.util.Set;
import tollgate.config.ProjectId;

/**
 * An IAM role by its full name, {@code roles/storage.objectAdmin} or {@code projects/…/roles/…}.
 * The basic roles cannot be named.
 */
public record Role(String name) {
  private static final List<String> BASIC =
      List.of("roles/owner", "roles/editor", "roles/viewer", "roles/browser");

  /**
   * Roles that single resources carry, by the beginning of their names: on a project they would
   * reach everything of their kind, now and later.
   */
  private static final List<String> NARROW =
      List.of(
          "roles/artifactregistry.reader",
          "roles/artifactregistry.writer",
          "roles/bigquery.dataEditor",
          "roles/bigquery.dataViewer",
          "roles/cloudkms.",
          "roles/compute.osAdminLogin",
          "roles/compute.osLogin",
          "roles/iam.serviceAccountTokenCreator",
          "roles/iam.serviceAccountUser",
          "roles/iam.workloadIdentityUser",
          "roles/iap.httpsResourceAccessor",
          "roles/iap.tunnelResourceAccessor",
          "roles/run.invoker",
          "roles/secretmanager.secret",
          "roles/storage.legacy",
          "roles/storage.object");

  private static final Set<String> COMMON = Set.of("admin", "editor", "viewer", "v1");

  public Role {
    if (BASIC.contains(name)) {
      throw new IllegalArgumentException(
          name
              + " opens the whole project: grant the roles that are needed, each on its resource.");
    }
  }

  /** One of Google's roles, as in {@code storage.objectAdmin}. */
  public static Role of(String name) {
    return new Role("roles/" + name);
  }

  /** One of the project's own roles. */
  public static Role custom(ProjectId project, String id) {
    return new Role("projects/" + project + "/roles/" + id);
  }

  /** True for a role that belongs on a single resource, never on a project. */
  boolean belongsOnResource() {
    return NARROW.stream().anyMatch(name::startsWith);
  }

  /**
   * The last word of the name, as in {@code objectAdmin}; with the words before it where many roles
   * end in the same, as in {@code run-admin}.
   */
  public String shortName() {
    String last = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
    return COMMON.contains(last)
        ? name.substring(name.lastIndexOf('/') + 1).replace('.', '-')
        : last;
  }
}
