package tollgate.config;

/** What the orchestrator runs on. */
public enum OrchestratorTarget {
  CLOUD_RUN
}
