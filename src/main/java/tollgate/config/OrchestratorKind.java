package tollgate.config;

/** Which orchestrator runs the pipelines. */
public enum OrchestratorKind {
  MAGE
}
