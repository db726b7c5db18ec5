package tollgate.config;

/**
 * How people reach the orchestrator: Google sign-in in front (IAP), or callers with an IAM token.
 */
public enum OrchestratorAccess {
  IAP,
  IAM
}
