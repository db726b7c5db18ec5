package tollgate.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The google types that configurations of the user's own name, so that terraform can be told of
 * them beside those of the stacks.
 */
public final class OwnTypes {
  private static final Pattern TYPE = Pattern.compile("\\bgoogle_[a-z0-9_]+");
  private static final int DEPTH = 4;
  private static final long LARGEST = 4 << 20;

  /** Other people's files, or ones that say nothing of their own. */
  private static final Set<String> PASSED = Set.of("node_modules", "cdktf.out", "target");

  private OwnTypes() {}

  /**
   * Every word in a {@code .tf} or {@code .tf.json} file that looks like a type.
   *
   * @param directory the user's; four levels of it; hidden directories, packages and build results
   *     are passed over
   */
  public static Set<String> below(Path directory) {
    Set<String> types = new TreeSet<>();
    try {
      Files.walkFileTree(
          directory,
          Set.of(),
          DEPTH,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
              String name = String.valueOf(each.getFileName());
              boolean passed = name.startsWith(".") || PASSED.contains(name);
              return passed && !each.equals(directory)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = String.valueOf(file.getFileName());
              if ((name.endsWith(".tf") || name.endsWith(".tf.json"))
                  && attributes.isRegularFile()
                  && attributes.size() <= LARGEST) {
                collect(file, types);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return types;
  }

  private static void collect(Path file, Set<String> types) {
    try {
      Matcher words = TYPE.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      while (words.find()) {
        types.add(words.group());
      }
    } catch (IOException unreadable) {
      // Terraform will say so, if it is asked to read that file at all.
    }
  }
}
