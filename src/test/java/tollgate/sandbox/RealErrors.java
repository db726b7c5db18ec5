package tollgate.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Gives terraform the recorded wrong configurations and compares its messages with those that came
 * from the real provider. Arguments of {@code main}: directory of the recordings, then names
 * ({@code vm-full/bad-zone}); none means all.
 */
final class RealErrors {
  private static final Pattern MESSAGE =
      Pattern.compile("Error: (.*?)(?=\\R\\s*(?:Error|Warning): |\\z)", Pattern.DOTALL);

  private final Path recordings;
  private final Path work;

  RealErrors(Path recordings, Path work) {
    this.recordings = recordings;
    this.work = work;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    RealErrors errors = new RealErrors(Path.of(args[0]), Files.createTempDirectory("real-errors"));
    List<String> names = args.length > 1 ? List.of(args).subList(1, args.length) : errors.names();
    errors.report(names, System.out);
  }

  /** Names of all recorded wrong configurations, {@code case/variant}. */
  List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(recordings.resolve("cases"))) {
      return files
          .map(Path::toString)
          .filter(each -> each.contains("/invalid/") && each.endsWith(".txt"))
          .map(each -> each.replaceFirst(".*/cases/(.*)/invalid/(.*)\\.txt", "$1/$2"))
          .sorted()
          .toList();
    }
  }

  private void report(List<String> names, PrintStream out)
      throws IOException, InterruptedException {
    int equal = 0;
    try (Sandbox sandbox = Sandbox.start(work.resolve("store"), Options.standard())) {
      for (String name : names) {
        List<String> differences = differences(sandbox, name);
        equal += differences.isEmpty() ? 1 : 0;
        if (!differences.isEmpty()) {
          out.println(name);
          differences.forEach(each -> out.println("    " + each));
        }
      }
    }
    out.printf(
        "%d of %d wrong configurations refused with the same messages%n", equal, names.size());
  }

  /** What only one of the two says; empty when both say the same. */
  List<String> differences(Sandbox sandbox, String name) throws IOException, InterruptedException {
    String caseName = name.substring(0, name.indexOf('/'));
    String variant = name.substring(name.indexOf('/') + 1);
    Path invalid = recordings.resolve("cases").resolve(caseName).resolve("invalid");
    String expected = Files.readString(invalid.resolve(variant + ".txt"));
    Path directory = Files.createDirectories(work.resolve(name));
    Files.copy(invalid.resolve(variant + ".tf.json"), directory.resolve(variant + ".tf.json"));
    Terraform terraform = new Terraform(directory, sandbox.environment());
    String command = "init";
    Terraform.Result result = terraform.run("init", "-input=false", "-no-color");
    if (result.exit() == 0) {
      command = "validate";
      result = terraform.run("validate", "-no-color");
    }
    if (result.exit() == 0) {
      command = "plan";
      result = terraform.run("plan", "-input=false", "-no-color");
    }
    List<String> differences = new ArrayList<>();
    String found = expected.lines().findFirst().orElse("");
    if (!found.equals("found by: terraform " + command)) {
      differences.add("real %s, sandbox found by: terraform %s".formatted(found, command));
    }
    Set<String> real = messages(expected);
    Set<String> simulated = messages(result.stderr());
    real.stream()
        .filter(each -> !simulated.contains(each))
        .forEach(each -> differences.add("real only:    " + each));
    simulated.stream()
        .filter(each -> !real.contains(each))
        .forEach(each -> differences.add("sandbox only: " + each));
    return differences;
  }

  /** Each message on one line, blanks and frames left out: terraform breaks lines as it likes. */
  private static Set<String> messages(String text) {
    Set<String> messages = new TreeSet<>();
    Matcher matcher = MESSAGE.matcher(text.replaceAll("[│╷╵]", " "));
    while (matcher.find()) {
      messages.add(matcher.group(1).replaceAll("\\s+", ""));
    }
    return messages;
  }
}
