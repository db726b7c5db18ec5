package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Plans the configurations of the real provider's recorded plans in the sandbox and compares.
 * Arguments of {@code main}: directory of the recordings, then names of cases ({@code
 * cases/vm-cheap}); none means all.
 */
final class RealPlans {
  private final Path recordings;
  private final Path work;

  RealPlans(Path recordings, Path work) {
    this.recordings = recordings;
    this.work = work;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path recordings = Path.of(args[0]);
    Path work = Files.createTempDirectory("real-plans");
    RealPlans plans = new RealPlans(recordings, work);
    List<String> names = args.length > 1 ? List.of(args).subList(1, args.length) : plans.names();
    plans.report(names, System.out);
  }

  /** Names of all recordings: {@code cases/…} and {@code updates/…}. */
  List<String> names() throws IOException {
    try (Stream<Path> cases = Files.list(recordings.resolve("cases"));
        Stream<Path> updates = Files.list(recordings.resolve("updates"))) {
      return Stream.concat(cases, updates)
          .filter(each -> Files.exists(each.resolve("plan.json")))
          .map(each -> recordings.relativize(each).toString())
          .sorted()
          .toList();
    }
  }

  private void report(List<String> names, PrintStream out)
      throws IOException, InterruptedException {
    int matched = 0;
    int differing = 0;
    int whole = 0;
    try (Sandbox sandbox = Sandbox.start(work.resolve("store"), Options.standard())) {
      for (String name : names) {
        PlanComparison comparison;
        try {
          comparison = compare(sandbox, name);
        } catch (IOException failed) {
          out.printf("%-44s FAILED %s%n", name, failed.getMessage());
          differing++;
          continue;
        }
        out.printf(
            "%-44s %6d matched %4d differing%n",
            name, comparison.matched(), comparison.differences().size());
        comparison.differences().forEach(each -> out.println("    " + each));
        matched += comparison.matched();
        differing += comparison.differences().size();
        whole += comparison.differences().isEmpty() ? 1 : 0;
      }
    }
    out.printf(
        "%d of %d recordings equal; %d attributes matched, %d differ%n",
        whole, names.size(), matched, differing);
  }

  /** Plans one recording in that sandbox. */
  PlanComparison compare(Sandbox sandbox, String name) throws IOException, InterruptedException {
    Path recording = recordings.resolve(name);
    Path directory = Files.createDirectories(work.resolve(name));
    boolean update = Files.exists(recording.resolve("after.tf.json"));
    Files.copy(
        recording.resolve(update ? "after.tf.json" : "main.tf.json"),
        directory.resolve("main.tf.json"));
    if (update) {
      Files.copy(recording.resolve("state.json"), directory.resolve("terraform.tfstate"));
    }
    copyFiles(recording.resolve("files"), directory.resolve("files"));
    Terraform terraform = new Terraform(directory, sandbox.environment());
    Terraform.Result init = terraform.run("init", "-input=false", "-no-color");
    if (init.exit() != 0) {
      throw new IOException("terraform init failed:\n" + init.output());
    }
    JsonNode actual = update ? terraform.plan("-refresh=false") : terraform.plan();
    JsonNode expected = new ObjectMapper().readTree(recording.resolve("plan.json").toFile());
    return PlanComparison.of(expected, actual);
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
  }
}
