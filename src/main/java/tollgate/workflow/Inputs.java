package tollgate.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import tollgate.config.SettingsLoader;
import tollgate.text.Sha256;

/**
 * What a deploy was made from beside its plans, taken when it begins and again when it was agreed
 * to: somebody may think about the question for an hour.
 *
 * @param settings the digest of what tollgate.yaml says
 * @param terraform which file would run, as the file system tells it apart from every other
 */
public record Inputs(String settings, String terraform) {

  /** What the settings say now, whatever their comments; empty text where there are none. */
  public static String settings(Project project) {
    Path file = project.settings();
    if (!Files.isRegularFile(file)) {
      return "";
    }
    return SettingsLoader.meaning(file)
        .map(meaning -> Sha256.hex(meaning))
        .orElseGet(() -> Digests.sha256(file));
  }

  /**
   * The executable now. Its content is not read: that takes a second, and a file that keeps its
   * number, size and time of change is the same one.
   */
  public static String terraform(Ground ground) {
    try {
      Path file = ground.binary().path().toRealPath();
      BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
      return "%s %s %d %s %s"
          .formatted(file, of.fileKey(), of.size(), of.lastModifiedTime(), changed(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be looked at: %s".formatted(ground.binary().path(), e.getMessage()), e);
    }
  }

  /** The time nobody can set; not every file system keeps one. */
  private static String changed(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? String.valueOf(Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS))
        : "";
  }

  /**
   * Compares with what stands there now.
   *
   * @throws StopException when something is another one
   */
  public void refuseWhenChanged(Project project, Ground ground) {
    List<String> changed = new ArrayList<>();
    if (!settings.equals(settings(project))) {
      changed.add("tollgate.yaml");
    }
    if (!terraform.equals(terraform(ground))) {
      changed.add("the terraform executable");
    }
    if (!changed.isEmpty()) {
      throw new StopException(
          StopException.Reason.APPROVAL,
          "%s changed after the plan was made, so what was approved is not what would run, and nothing was done. Plan again."
              .formatted(String.join(" and ", changed)));
    }
  }
}
