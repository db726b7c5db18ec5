package stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A machine for the start-up script, as {@code src/test/scripts/isolated-root} makes one: a root of
 * its own in which only what needs the network or a running system is a stand-in.
 */
final class IsolatedRoot {
  static final Path SCRIPT = Path.of("src/main/resources/stacks/workstation-startup.sh");

  private static final Path RUNNER = Path.of("src/test/scripts/isolated-root");
  private static final boolean POSSIBLE = isPossible();
  private static final String UV = "uv-0.13.9";

  private final Path place;
  private final Path report;

  /**
   * What one run did.
   *
   * @param tree each file with its mode, time and digest
   * @param calls what the stand-ins were asked to do
   */
  record Run(int code, List<String> tree, List<String> calls, String said) {
    /** The files, by path alone. */
    List<String> files() {
      return tree.stream().map(line -> line.substring(line.lastIndexOf(' ') + 1)).toList();
    }

    /** A file's mode in octal; empty when it was not there. */
    String mode(String path) {
      return line(path).split(" ", -1)[0];
    }

    /** What tells a file's content from another's. */
    String digest(String path) {
      String[] parts = line(path).split(" ", -1);
      return parts[parts.length - 2];
    }

    private String line(String path) {
      return tree.stream().filter(line -> line.endsWith(" " + path)).findFirst().orElse("  ");
    }

    Run thatWorked() {
      assertThat(code).as(said + String.join("\n", calls)).isZero();
      return this;
    }
  }

  IsolatedRoot(Path place) throws IOException {
    this.place = place;
    this.report = Files.createDirectories(place.resolve("report"));
    Files.createDirectories(place.resolve("metadata"));
    Files.createDirectories(place.resolve("files"));
    file("gpg", "a key");
  }

  /** True when this machine lets a process have a namespace of its own. */
  private static boolean isPossible() {
    try {
      return new ProcessBuilder(RUNNER.toString(), "--probe")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notHere) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static void assumePossible() {
    assumeTrue(POSSIBLE, "this needs Linux with user namespaces");
  }

  /** What the metadata server says, by name; {@code /} in a name is an underscore. */
  IsolatedRoot metadata(Map<String, String> values) {
    values.forEach((name, value) -> write(place.resolve("metadata").resolve(name), value));
    return this;
  }

  /** What it says from a run on; an empty value takes the name away. */
  IsolatedRoot metadataFrom(int run, Map<String, String> values) {
    values.forEach(
        (name, value) ->
            write(
                place.resolve("metadata-" + run).resolve(value.isEmpty() ? name + ".gone" : name),
                value));
    return this;
  }

  /** What a download of an address that ends in this name gives. */
  IsolatedRoot file(String name, String content) {
    write(place.resolve("files").resolve(name), content);
    return this;
  }

  /** A program of the machine that is a stand-in, with what it does besides noting its call. */
  IsolatedRoot program(String name, String script) {
    file(name, "#!/bin/bash\n" + script);
    assertThat(place.resolve("files").resolve(name).toFile().setExecutable(true)).isTrue();
    return this;
  }

  /** A wheel of uv and an installer of Miniforge that the script takes for the real ones. */
  String scriptWithDownloads() throws IOException {
    Path wheel =
        place.resolve("files/" + UV + "-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
      for (String program : List.of("uv", "uvx")) {
        zip.putNextEntry(new ZipEntry(UV + ".data/scripts/" + program));
        zip.write("#!/bin/bash\necho 'uv 0.13.9 (x)'\n".getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    String installer =
        "#!/bin/bash\nmkdir -p \"$3/bin\" \"$3/etc/profile.d\"\ntouch \"$3/bin/conda\"\n";
    file("Miniforge3-26.3.2-2-Linux-x86_64.sh", installer);
    return Files.readString(SCRIPT)
        .replaceFirst("(?<=\nreadonly UV_SHA256=).*", sha256(Files.readAllBytes(wheel)))
        .replaceFirst(
            "(?<=\nreadonly MINIFORGE_SHA256=).*",
            sha256(installer.getBytes(StandardCharsets.UTF_8)));
  }

  /** Runs scripts one after the other. */
  List<Run> run(String... scripts) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(RUNNER.toString(), place.toString(), report.toString()));
    for (int i = 0; i < scripts.length; i++) {
      Path script = place.resolve("script-" + i);
      Files.writeString(script, scripts[i]);
      command.add(script.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    List<Run> runs = new ArrayList<>();
    for (int i = 1; i <= scripts.length; i++) {
      runs.add(
          new Run(
              Integer.parseInt(Files.readString(report.resolve(i + ".code")).strip()),
              Files.readAllLines(report.resolve(i + ".tree")),
              Files.readAllLines(report.resolve(i + ".calls")),
              Files.readString(report.resolve(i + ".said"))));
    }
    return runs;
  }

  /** A file of the machine after the last run. */
  String read(String path) throws IOException {
    return Files.readString(report.resolve("root" + path));
  }

  private static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
