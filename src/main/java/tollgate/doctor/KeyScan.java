package tollgate.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks for private keys in the files that git tracks: what is in git is out of one's hands. */
final class KeyScan {
  /** Keys are some kilobytes; a larger file is data. */
  private static final long LARGEST = 1 << 20;

  private static final int MOST_FILES = 50_000;
  private static final int MOST_SHOWN = 5;

  /** A PEM block, in a file of its own or as JSON text with \n in it; a mention alone is none. */
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY-----(?:\\s|\\\\[nr])*[A-Za-z0-9+/=:,-]{32}");

  private final Path directory;
  private final Programs programs;

  KeyScan(Path directory, Programs programs) {
    this.directory = directory;
    this.programs = programs;
  }

  Outcome look() throws IOException {
    if (programs.find("git").isEmpty()) {
      return Outcome.unchecked(
          "Without git nobody can tell which files are tracked.", "Install git.");
    }
    // A repository's own settings may name programs that git starts; these stay off.
    Optional<String> listed =
        programs.output(List.of("git", "-c", "core.fsmonitor=false", "ls-files", "-z"));
    if (listed.isEmpty()) {
      return Outcome.ok("The directory is in no git repository, so no key is tracked.");
    }
    List<String> names = List.of(listed.get().split("\0"));
    List<String> found = new ArrayList<>();
    for (String name : names.subList(0, Math.min(names.size(), MOST_FILES))) {
      if (!name.isEmpty() && holdsKey(directory.resolve(name))) {
        found.add(name);
      }
    }
    if (!found.isEmpty()) {
      return Outcome.missing(
          "Git tracks private keys: %s%s."
              .formatted(
                  String.join(", ", found.subList(0, Math.min(found.size(), MOST_SHOWN))),
                  found.size() > MOST_SHOWN
                      ? " and %d more".formatted(found.size() - MOST_SHOWN)
                      : ""),
          "Delete each key where it was made, then take the file out with git rm --cached;"
              + " whoever has the history has the key.");
    }
    return names.size() > MOST_FILES
        ? Outcome.warning(
            "No private key is in the first %d tracked files; there are more."
                .formatted(MOST_FILES),
            "Let a scanner for secrets look at the rest.")
        : Outcome.ok("None of the %d tracked files holds a private key.".formatted(names.size()));
  }

  private static boolean holdsKey(Path file) throws IOException {
    if (Thread.currentThread().isInterrupted()
        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || Files.size(file) > LARGEST) {
      return false;
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return text.contains("PRIVATE KEY-----") && KEY.matcher(text).find();
  }
}
