package tollgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import tollgate.config.read.Shown;
import tollgate.text.WholeFile;
import tollgate.workflow.StopException;

/**
 * The sources of Tollgate itself, which the commands about the typed bindings change.
 *
 * @param home its directory
 */
record Checkout(Path home) {
  private static final Path WANTED = Path.of("bindings", "resources.txt");
  private static final Path SCHEMA =
      Path.of("src", "main", "resources", "tollgate", "schema", "google.schema.json.gz");

  /**
   * The checkout that a directory lies in.
   *
   * @throws StopException when it lies in none
   */
  static Checkout around(Path directory) {
    Optional<Path> home =
        Stream.iterate(
                directory.toAbsolutePath().normalize(), at -> at != null, at -> at.getParent())
            .filter(at -> Files.isRegularFile(at.resolve(WANTED)))
            .filter(at -> Files.isRegularFile(at.resolve(SCHEMA)))
            .findFirst();
    return home.map(Checkout::new)
        .orElseThrow(
            () ->
                new StopException(
                    StopException.Reason.USAGE,
                    "The typed bindings belong to Tollgate's own sources, and this is no directory"
                        + " of them (bindings/resources.txt and the schema are not here or above):"
                        + " go there."));
  }

  Path wanted() {
    return home.resolve(WANTED);
  }

  Path schema() {
    return home.resolve(SCHEMA);
  }

  /** A file's name as seen from the checkout. */
  String shown(Path file) {
    return Shown.whole(home.relativize(file).toString());
  }

  /** Replaces a file as a whole or not at all. */
  void replace(Path file, byte[] content) {
    try {
      WholeFile.write(file, content);
    } catch (IOException failed) {
      throw new StopException(
          StopException.Reason.USAGE,
          "%s cannot be written, and is as it was: make it writable.".formatted(shown(file)));
    }
  }
}
