package tollgate.config;

/** Where the orchestrator keeps the project's files: a mounted bucket or a Filestore share. */
public enum OrchestratorStorage {
  GCS,
  FILESTORE
}
