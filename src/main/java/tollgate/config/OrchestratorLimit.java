package tollgate.config;

import static tollgate.config.DatabaseConnection.BESIDE;
import static tollgate.config.DatabaseConnection.PRIVATE_IP;
import static tollgate.config.OrchestratorKind.AIRFLOW;
import static tollgate.config.OrchestratorKind.DAGSTER;
import static tollgate.config.OrchestratorKind.KESTRA;
import static tollgate.config.OrchestratorKind.MAGE;
import static tollgate.config.OrchestratorKind.PREFECT;
import static tollgate.config.OrchestratorStorage.DISK;
import static tollgate.config.OrchestratorStorage.FILESTORE;
import static tollgate.config.OrchestratorStorage.GCS;
import static tollgate.config.OrchestratorStorage.GIT;
import static tollgate.config.OrchestratorStorage.IMAGE;
import static tollgate.config.OrchestratorStorage.NFS;
import static tollgate.config.OrchestratorTarget.CLOUD_RUN;
import static tollgate.config.OrchestratorTarget.VM;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A reason why some choices do not go together. This table is the only place that says so: settings
 * are refused by it, tests count with it, and docs/orchestrators.md prints it.
 *
 * @param fields the settings at fault, relative to the orchestrator's section; the first is shown
 * @param reason what is wrong and what to do
 * @param rule which choices
 */
public record OrchestratorLimit(
    List<String> fields, String reason, Predicate<OrchestratorChoices> rule) {
  private static final String CONNECTION = "database.connection";

  /** Every reason there is. */
  public static final List<OrchestratorLimit> ALL =
      List.of(
          limit(
              "Cloud Run keeps no disk: what it writes is gone with the instance. Use gcs, or target: vm.",
              on(CLOUD_RUN).and(keeps(DISK)),
              "storage",
              "target"),
          limit(
              "Cloud Run keeps no disk for a database beside it. Use connector, or target: vm.",
              on(CLOUD_RUN).and(connects(BESIDE)),
              CONNECTION,
              "target"),
          limit(
              "the share is the workstation's own disk, so there it is no share. Use disk.",
              on(VM).and(keeps(NFS)),
              "storage",
              "target"),
          limit(
              "the workstation has a disk of its own, and the smallest Filestore share costs many times as much. Use disk.",
              on(VM).and(keeps(FILESTORE)),
              "storage",
              "target"),
          limit(
              "the workstation mounts no buckets, and these files must be a directory. Use disk or git.",
              on(VM).and(keeps(GCS)).and(is(MAGE, AIRFLOW)),
              "storage",
              "target"),
          limit(
              "the only way to the workstation is Google's tunnel. Use iap.",
              on(VM).and(choices -> choices.access() != OrchestratorAccess.IAP),
              "access",
              "target"),
          limit(
              "a private address would tie the workstation's network to a peering that blocks its removal, and the connector needs none. Use beside or connector.",
              on(VM).and(connects(PRIVATE_IP)),
              CONNECTION,
              "target"),
          limit(
              "a Cloud Run service reaches into one network: the share is in the workstation's and the database in another. Use connector.",
              keeps(NFS).and(connects(PRIVATE_IP)),
              CONNECTION,
              "storage"),
          limit(
              "Kestra keeps flows in its database and needs a place for the files that tasks hand on. Use gcs, or disk with target: vm; flows come from git by a flow with its SyncFlows task.",
              is(KESTRA).and(keeps(IMAGE, GIT)),
              "storage",
              "kind"),
          limit(
              "Kestra writes to a bucket through its own client: a share would add a network and a price. Use gcs.",
              is(KESTRA).and(keeps(NFS, FILESTORE)),
              "storage",
              "kind"),
          limit(
              "Prefect's server keeps everything in its database, and each deployment names the place of its own code. Use image.",
              is(PREFECT).and(keeps(GIT, GCS, DISK, NFS, FILESTORE)),
              "storage",
              "kind"),
          limit(
              "Dagster's code is a Python package in its image. Use image, or gcs to keep the output of runs as well.",
              is(DAGSTER).and(keeps(GIT, DISK, NFS, FILESTORE)),
              "storage",
              "kind"),
          limit(
              "Airflow's built-in login is made for trying it out, and who is in runs any code. Use iap or iam.",
              is(AIRFLOW).and(choices -> choices.access() == OrchestratorAccess.PUBLIC),
              "access",
              "kind"),
          limit(
              "Dagster has no login of its own, and who is in runs any code. Use iap or iam.",
              is(DAGSTER).and(choices -> choices.access() == OrchestratorAccess.PUBLIC),
              "access",
              "kind"));

  public OrchestratorLimit {
    fields = List.copyOf(fields);
  }

  boolean forbids(OrchestratorChoices choices) {
    return rule.test(choices);
  }

  private static OrchestratorLimit limit(
      String reason, Predicate<OrchestratorChoices> rule, String... fields) {
    return new OrchestratorLimit(List.of(fields), reason, rule);
  }

  private static Predicate<OrchestratorChoices> is(OrchestratorKind... kinds) {
    Set<OrchestratorKind> any = Set.of(kinds);
    return choices -> any.contains(choices.kind());
  }

  private static Predicate<OrchestratorChoices> on(OrchestratorTarget target) {
    return choices -> choices.target() == target;
  }

  private static Predicate<OrchestratorChoices> keeps(OrchestratorStorage... storages) {
    Set<OrchestratorStorage> any = Set.of(storages);
    return choices -> any.contains(choices.storage());
  }

  private static Predicate<OrchestratorChoices> connects(DatabaseConnection connection) {
    return choices -> choices.connection() == connection;
  }
}
