package tollgate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reference data that some machines have beside the project: plans of the real provider, worked
 * bills. Tests that read it skip with a message where it is absent.
 */
public final class Shared {

  /** What to say in an assumption when {@link #dir()} is empty. */
  public static final String ABSENT =
      "the reference data is not beside the project (../shared, or -Dtollgate.shared=DIR)";

  private Shared() {}

  public static Optional<Path> dir() {
    Path dir = Path.of(System.getProperty("tollgate.shared", "../shared"));
    // A work tree may lie a level deeper than the project itself.
    return Files.isDirectory(dir)
        ? Optional.of(dir)
        : Optional.of(Path.of("../../shared")).filter(Files::isDirectory);
  }
}
