package tollgate.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which orchestrator runs the pipelines, with what it starts with when the settings say nothing.
 * The images are versions that stood at the time of writing; the sizes are the least that each
 * one's own documentation asks for.
 */
public enum OrchestratorKind {
  /** Until 0.9.77 Mage starts without a login. */
  MAGE("Mage", "mageai/mageai:0.9.79", "0.9.78", 2, 4096),
  KESTRA("Kestra", "kestra/kestra:v1.1", "1.0", 2, 4096),
  /** Airflow 2 has other commands, and a login of another kind. */
  AIRFLOW("Airflow", "apache/airflow:3.1.8", "3.0", 2, 4096),
  /** Until 3.1.7 Prefect knows no login. */
  PREFECT("Prefect", "prefecthq/prefect:3.6.15-python3.12", "3.1.8", 1, 2048),
  /** Has no image to start with: its pipelines are a Python package in one of your own. */
  DAGSTER("Dagster", "", "", 1, 2048);

  private static final Pattern TAG = Pattern.compile("v?([0-9]{1,6}(?:\\.[0-9]{1,6})*)(?![0-9.]).*");

  private final String title;
  private final String image;
  private final String oldest;
  private final int cpu;
  private final int mebibytes;

  OrchestratorKind(String title, String image, String oldest, int cpu, int mebibytes) {
    this.title = title;
    this.image = image;
    this.oldest = oldest;
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

  /**
   * What is wrong with an image: a version of the published one that is too old to be run the way it
   * is run here, or to be safe. Nothing is known of other images.
   */
  Optional<String> fault(ContainerImage chosen) {
    String repository = image.substring(0, Math.max(0, image.indexOf(':')));
    String[] parts = chosen.value().replaceFirst("^docker\\.io/", "").split("[:@]", 3);
    if (repository.isEmpty() || !parts[0].equals(repository) || parts.length < 2) {
      return Optional.empty();
    }
    Matcher tag = TAG.matcher(parts[1]);
    return tag.matches() && compare(tag.group(1), oldest) < 0
        ? Optional.of(
            "%s %s is too old to be safe here. Use %s or newer, as in %s."
                .formatted(title, tag.group(1), oldest, image))
        : Optional.empty();
  }

  /** A part that is missing counts as the newest of its line: 3 and 3.1 move on with their tags. */
  private static int compare(String one, String other) {
    String[] left = one.split("\\.", -1);
    String[] right = other.split("\\.", -1);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
