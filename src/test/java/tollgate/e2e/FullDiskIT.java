package tollgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk that is too small, or can only be read, in a mount namespace of its own. */
class FullDiskIT {
  @TempDir Path directory = Path.of("");

  @BeforeAll
  static void possible(@TempDir Path elsewhere) throws Exception {
    Launcher launcher = new Launcher(elsewhere, Map.of());
    assumeTrue(
        launcher.exec(List.of("sh", "-c", "unshare -rm mount -t tmpfs tmpfs .")).exit() == 0,
        "mount namespaces cannot be made here");
    assertThat(launcher.run("--version").exit()).isZero();
  }

  /** Runs a script in the directory, on a disk of this size; {@code $1} is the launcher. */
  private Launcher.Result onDisk(String size, String script) throws Exception {
    String whole =
        """
        mount -t tmpfs -o size=%s tmpfs "$0" && cp tollgate.yaml "$0" && cd "$0" || exit 99
        %s
        """
            .formatted(size, script);
    Path home = Path.of("").toAbsolutePath();
    return new Launcher(home, Map.of())
        .exec(
            List.of("unshare", "-rm", "sh", "-c", whole, directory.toString(), home + "/tollgate"));
  }

  @Test
  void aDiskThatFillsUpWhileSomethingIsMadeIsNamedFirstAndTheSameCommandGoesOn() throws Exception {
    Launcher.Result result =
        onDisk(
            "300k",
            """
            "$1" deploy --sandbox --yes >/dev/null 2>said
            echo "first $?"
            mount -o remount,size=20m .
            grep -n -e 'A disk is full' -e 'apply failed' said || cat said
            "$1" deploy --sandbox --yes -q >/dev/null
            echo "second $?"
            "$1" plan --sandbox --fail-on-changes >/dev/null
            echo "third $?"
            """
                .replace("said", "'" + directory.resolveSibling("said") + "'"));

    assertThat(result.out().lines())
        .as(result.all())
        .anyMatch(line -> line.equals("first 7"))
        .anyMatch(line -> line.equals("second 0"))
        .anyMatch(line -> line.equals("third 0"));
    List<String> said = result.out().lines().filter(line -> line.contains(":")).toList();
    assertThat(said.get(0)).contains("A disk is full: " + directory + ". Make room");
  }

  @Test
  void aDiskThatCanOnlyBeReadIsNoFaultOfTheProgram() throws Exception {
    Launcher.Result result =
        onDisk(
            "20m",
            """
            "$1" synth -q || exit 98
            mount -o remount,ro .
            "$1" plan --sandbox
            """);

    assertThat(result.exit()).as(result.all()).isEqualTo(7);
    assertThat(result.err().lines())
        .singleElement()
        .asString()
        .contains("A disk can only be read", "cdktf.out", "Work in a directory");
  }

  @Test
  void whatIsPrintedToAFullDiskIsMissed() throws Exception {
    Launcher.Result result = onDisk("20m", "\"$1\" rules >/dev/full");

    assertThat(result.exit()).as(result.all()).isEqualTo(7);
    assertThat(result.err()).contains("Not all of the output could be written").hasLineCount(1);
  }
}
