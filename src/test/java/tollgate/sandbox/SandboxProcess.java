package tollgate.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** A sandbox in a process of its own, which a test can kill. */
final class SandboxProcess {
  private static final String END = ".";

  private final Process process;
  private final BufferedReader answers;
  private final Map<String, String> environment;

  private SandboxProcess(Process process, BufferedReader answers, Map<String, String> environment) {
    this.process = process;
    this.answers = answers;
    this.environment = environment;
  }

  /**
   * Arguments: the store's directory, that of the states that it keeps, then types. Ends when its
   * input ends.
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Set<String> types = Set.copyOf(List.of(args).subList(2, args.length));
    Options options = Options.standard().withTypes(types).withStates(Path.of(args[1]));
    try (Sandbox sandbox = Sandbox.start(Path.of(args[0]), options);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      sandbox.environment().forEach((name, value) -> out.println(name + "=" + value));
      out.println(END);
      while (in.readLine() != null) {
        sandbox.objects().forEach(each -> out.println(each.type() + " " + each.id()));
        out.println(END);
      }
    }
  }

  static SandboxProcess start(Path store, Set<String> types) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SandboxProcess.class.getName(),
                store.toString(),
                states(store).toString()));
    command.addAll(types);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Map<String, String> environment = new HashMap<>();
    for (String line = answers.readLine(); !END.equals(line); line = answers.readLine()) {
      if (line == null) {
        throw new IOException("the sandbox's process ended at once");
      }
      String[] parts = line.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    return new SandboxProcess(process, answers, environment);
  }

  /** Where it keeps states for a store. */
  static Path states(Path store) {
    return store.resolveSibling("states");
  }

  Map<String, String> environment() {
    return environment;
  }

  /** What exists, {@code type id} each. */
  Set<String> objects() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    Set<String> objects = new TreeSet<>();
    for (String line = answers.readLine(); !END.equals(line); line = answers.readLine()) {
      if (line == null) {
        throw new IOException("the sandbox's process is gone");
      }
      objects.add(line);
    }
    return objects;
  }

  boolean alive() {
    return process.isAlive();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Lets it end by itself. */
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the sandbox's process did not end");
    }
  }
}
