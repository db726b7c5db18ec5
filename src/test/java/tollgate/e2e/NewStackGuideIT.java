package tollgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows docs/new-stack.md word for word in a copy of the project: every block is put where the
 * page says, every command is run as it stands, and what a command is said to print is looked for.
 * Builds typed Java for a new resource type, so it takes minutes and has a profile of its own.
 */
class NewStackGuideIT {
  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final Path PAGE = Path.of("docs/new-stack.md");

  /**
   * What is rebuilt or belongs to somebody's runs; the rest of target spares a build from scratch.
   */
  private static final Set<String> LEFT_OUT =
      Set.of(".git", ".tollgate", "cdktf.out", "surefire-reports", "failsafe-reports", "cdktf-cli");

  /** For a build of everything on a busy machine. */
  private static final Duration LONGEST = Duration.ofMinutes(20);

  @Test
  void thePageGivesAStackThatIsBuiltTestedPlannedAndPriced(@TempDir Path directory)
      throws Exception {
    long start = System.nanoTime();
    Path copy = copied(directory.resolve("project"));
    Launcher shell =
        new Launcher(copy, Map.of("CI", "", "MAVEN_ARGS", "--no-transfer-progress --batch-mode"));
    String printed = "";
    for (GuidePage.Step step : GuidePage.steps(PAGE)) {
      if (step instanceof GuidePage.Create create) {
        Path file = copy.resolve(create.path());
        Files.createDirectories(file.getParent());
        Files.writeString(file, create.text(), StandardOpenOption.CREATE_NEW);
      } else if (step instanceof GuidePage.Append append) {
        Files.writeString(copy.resolve(append.path()), append.text(), StandardOpenOption.APPEND);
      } else if (step instanceof GuidePage.Edit edit) {
        Path file = copy.resolve(edit.path());
        Files.writeString(file, Files.readString(file).replace(edit.before(), edit.after()));
      } else if (step instanceof GuidePage.Run run) {
        Launcher.Result result = shell.exec(List.of("sh", "-eu", "-c", run.command()), LONGEST);
        assertThat(result.exit()).as("%s%n%s", run.command(), result.all()).isZero();
        printed = result.out() + result.err();
      } else if (step instanceof GuidePage.Shown shown) {
        assertThat(printed.lines().map(String::strip)).as(printed).containsAll(shown.lines());
      }
    }
    System.out.printf(
        "docs/new-stack.md was followed in %d s%n",
        Duration.ofNanos(System.nanoTime() - start).toSeconds());

    aMistakeIsSaidWithItsLine(copy, shell);
  }

  /** What the provider would not take is refused at synth, at the line that asks for it. */
  private static void aMistakeIsSaidWithItsLine(Path copy, Launcher shell) throws Exception {
    Path stack = copy.resolve("src/main/java/stacks/EventsStack.java");
    String good = Files.readString(stack);
    String line = "subscriptions.put(name, subscription.getId());";
    Files.writeString(
        stack,
        good.replace(line, "subscription.addOverride(\"ack_deadline_secnds\", 20);\n" + line));
    assertThat(Files.readString(stack)).isNotEqualTo(good);

    Launcher.Result refused = shell.exec(List.of("./tollgate", "plan", "--sandbox"), LONGEST);

    assertThat(refused.exit()).as(refused.all()).isEqualTo(2);
    assertThat(refused.err())
        .containsPattern(
            "src/main/java/stacks/EventsStack\\.java:\\d+: google_pubsub_subscription\\.orders in stack events: ")
        .contains("Did you mean \"ack_deadline_seconds\"?");
    assertThat(refused.out()).isEmpty();
  }

  private static Path copied(Path copy) throws IOException {
    Files.walkFileTree(
        PROJECT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes unused)
              throws IOException {
            if (LEFT_OUT.contains(each.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(copy.resolve(PROJECT.relativize(each)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes unused)
              throws IOException {
            Files.copy(
                each,
                copy.resolve(PROJECT.relativize(each)),
                StandardCopyOption.COPY_ATTRIBUTES,
                java.nio.file.LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }
        });
    return copy;
  }
}
