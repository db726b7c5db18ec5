package tollgate.config;

/** Where the orchestrator keeps its files: pipelines, or what they hand on. */
public enum OrchestratorStorage {
  /** Nowhere: all of its code is in its image. */
  IMAGE,
  /** Nowhere: it fetches its code from a repository when it starts. */
  GIT,
  /** In a bucket, mounted or through its own client. */
  GCS,
  /** In a directory on the workstation's disk. */
  DISK,
  /** In the same directory, shared with Cloud Run over NFS. */
  NFS,
  /** In a Filestore share. */
  FILESTORE
}
