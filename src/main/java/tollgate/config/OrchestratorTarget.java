package tollgate.config;

/** What the orchestrator runs on. */
public enum OrchestratorTarget {
  /** One service that is always on. */
  CLOUD_RUN,
  /** Containers on the workstation; it stops when the machine does. */
  VM
}
