package tollgate.config;

import java.util.Optional;

/**
 * Which orchestrator runs the pipelines, with what it starts with when the settings say nothing.
 * The images are versions that stood at the time of writing; the sizes are the least that each
 * one's own documentation asks for.
 */
public enum OrchestratorKind {
  /** Before 0.9.78 Mage starts without a login. */
  MAGE("Mage", "mageai/mageai:0.9.79", 2, 4096),
  KESTRA("Kestra", "kestra/kestra:v1.1", 2, 4096),
  AIRFLOW("Airflow", "apache/airflow:3.1.8", 2, 4096),
  PREFECT("Prefect", "prefecthq/prefect:3.6.15-python3.12", 1, 2048),
  /** Has no image to start with: its pipelines are a Python package in one of your own. */
  DAGSTER("Dagster", "", 1, 2048);

  private final String title;
  private final String image;
  private final int cpu;
  private final int mebibytes;

  OrchestratorKind(String title, String image, int cpu, int mebibytes) {
    this.title = title;
    this.image = image;
    this.cpu = cpu;
    this.mebibytes = mebibytes;
  }

  /** As its makers spell it. */
  public String title() {
    return title;
  }

  /** The published image; empty when there is none that runs as it is. */
  public Optional<ContainerImage> publishedImage() {
    return image.isEmpty() ? Optional.empty() : Optional.of(new ContainerImage(image));
  }

  /** vCPUs of its main container, when the settings name none. */
  public int leastCpu() {
    return cpu;
  }

  /** Memory of its main container, when the settings name none. */
  public MemorySize leastMemory() {
    return new MemorySize(mebibytes);
  }

  /** Where its files are kept, when the settings do not say. */
  public OrchestratorStorage usualStorage(OrchestratorTarget target) {
    return switch (this) {
      case PREFECT, DAGSTER -> OrchestratorStorage.IMAGE;
      case MAGE, KESTRA, AIRFLOW ->
          target == OrchestratorTarget.VM ? OrchestratorStorage.DISK : OrchestratorStorage.GCS;
    };
  }
}
