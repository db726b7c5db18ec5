package tollgate.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where terraform works on one stack: a copy of what was synthesized, so that the synthesized
 * directory stays as it is byte for byte.
 */
public final class WorkDirectory {

  public static final String CONFIGURATION = "cdk.tf.json";
  public static final String LOCK_FILE = ".terraform.lock.hcl";
  private static final String BACKEND_OVERRIDE = "backend_override.tf.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> TERRAFORMS_OWN =
      Set.of(".terraform", LOCK_FILE, "terraform.tfstate", "terraform.tfstate.backup");

  private final Path path;

  private WorkDirectory(Path path) {
    this.path = path;
  }

  /**
   * Makes the copy, or brings it up to date.
   *
   * @param synthesized holds the stack's cdk.tf.json and assets
   * @param target the copy; what terraform keeps there is left alone
   */
  public static WorkDirectory of(Path synthesized, Path target) {
    try {
      Files.createDirectories(target);
      removeOldConfiguration(target);
      copyTree(synthesized, target);
      return new WorkDirectory(target);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the working directory %s cannot be written: %s".formatted(target, e.getMessage()), e);
    }
  }

  public Path path() {
    return path;
  }

  public Path configuration() {
    return path.resolve(CONFIGURATION);
  }

  public Path lockFile() {
    return path.resolve(LOCK_FILE);
  }

  /**
   * Overrides whatever backend the stack has by a local state file. Its path is written as seen
   * from here: a saved plan carries it along, and applied elsewhere must find the state of that
   * place.
   */
  public void useLocalState(Path state) {
    try {
      Files.createDirectories(state.toAbsolutePath().getParent());
      String there = seenFromHere(state);
      useBackend("local", JSON.createObjectNode().put("path", there));
      dropForeignBackend(there);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Overrides whatever backend the stack has by the one that the environment names. What is on
   * record of a backend is dropped: there is no state to be moved, yet OpenTofu, or a version of
   * terraform whose backend has other arguments, would ask to move the one that the other recorded.
   */
  public void useServedState() {
    try {
      useBackend("http", JSON.createObjectNode());
      Files.deleteIfExists(record());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void useBackend(String type, ObjectNode content) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("terraform").putObject("backend").set(type, content);
    writeJson(BACKEND_OVERRIDE, root);
  }

  private void writeJson(String name, JsonNode content) throws IOException {
    Files.write(
        path.resolve(name), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
  }

  private Path record() {
    return path.resolve(".terraform").resolve("terraform.tfstate");
  }

  /** A recorded backend other than ours would make terraform ask to move that state over here. */
  private void dropForeignBackend(String state) throws IOException {
    if (!Files.exists(record())) {
      return;
    }
    JsonNode backend = JSON.readTree(Files.readAllBytes(record())).path("backend");
    boolean ours =
        backend.path("type").asText().equals("local")
            && backend.path("config").path("path").asText().equals(state);
    if (!ours) {
      Files.delete(record());
    }
  }

  /** Terraform goes up from the real directory, past any link that leads to it. */
  private String seenFromHere(Path state) throws IOException {
    Path here = path.toRealPath();
    Path absolute = state.toAbsolutePath();
    Path there = absolute.resolveSibling("").toRealPath().resolve(absolute.getFileName());
    // On Windows a state may lie on another drive, to which no relative path leads.
    return Objects.equals(here.getRoot(), there.getRoot())
        ? here.relativize(there).toString().replace('\\', '/')
        : there.toString();
  }

  private static void removeOldConfiguration(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      for (Path file : files.filter(WorkDirectory::isConfiguration).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isConfiguration(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".tf.json") || name.endsWith(".tf");
  }

  private static void copyTree(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Path relative = from.relativize(directory);
            if (isTerraforms(relative)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(relative));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path relative = from.relativize(file);
            if (attributes.isRegularFile() && !isTerraforms(relative)) {
              copy(file, to.resolve(relative));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isTerraforms(Path relative) {
    String first = relative.getName(0).toString();
    return TERRAFORMS_OWN.contains(first) || first.endsWith(".tfplan") || first.equals("plan");
  }

  private static void copy(Path from, Path to) throws IOException {
    byte[] content = Files.readAllBytes(from);
    if (!Files.exists(to) || !Arrays.equals(content, Files.readAllBytes(to))) {
      Files.write(to, content);
    }
  }
}
