package tollgate.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The five choices that decide what an orchestrator is made of.
 *
 * @param kind which one
 * @param target what it runs on
 * @param storage where its files are kept
 * @param access how people reach it
 * @param connection how it reaches its database
 */
public record OrchestratorChoices(
    OrchestratorKind kind,
    OrchestratorTarget target,
    OrchestratorStorage storage,
    OrchestratorAccess access,
    DatabaseConnection connection) {

  /** Every combination, possible or not, in the order of the enumerations. */
  public static List<OrchestratorChoices> all() {
    List<OrchestratorChoices> all = new ArrayList<>();
    for (OrchestratorKind kind : OrchestratorKind.values()) {
      for (OrchestratorTarget target : OrchestratorTarget.values()) {
        for (OrchestratorStorage storage : OrchestratorStorage.values()) {
          for (OrchestratorAccess access : OrchestratorAccess.values()) {
            for (DatabaseConnection connection : DatabaseConnection.values()) {
              all.add(new OrchestratorChoices(kind, target, storage, access, connection));
            }
          }
        }
      }
    }
    return List.copyOf(all);
  }

  /** What speaks against it; empty when it can be built. */
  public List<OrchestratorLimit> limits() {
    return OrchestratorLimit.ALL.stream().filter(limit -> limit.forbids(this)).toList();
  }

  /** True when nothing speaks against it. */
  public boolean arePossible() {
    return limits().isEmpty();
  }
}
