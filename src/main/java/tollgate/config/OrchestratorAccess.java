package tollgate.config;

/** How people reach the orchestrator. */
public enum OrchestratorAccess {
  /** Through Google's sign-in: in front of Cloud Run, or as the tunnel to the workstation. */
  IAP,
  /** With an IAM token in each request. */
  IAM,
  /** By everybody, with the orchestrator's own login only. The gate refuses it unless waived. */
  PUBLIC
}
