package tollgate.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import stacks.StackInfo;
import stacks.parts.Removal;
import tollgate.config.SettingsException;
import tollgate.terraform.SearchPath;
import tollgate.terraform.TerraformBinary;
import tollgate.text.ShellWord;
import tollgate.workflow.Ground;
import tollgate.workflow.OwnTypes;
import tollgate.workflow.SandboxShim;
import tollgate.workflow.StopException;

/** Runs somebody else's command in the sandbox. */
final class SandboxExec {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Session session;

  SandboxExec(Session session) {
    this.session = session;
  }

  int run(List<String> command) throws SettingsException, IOException {
    Map<String, String> environment = environment();
    try {
      return session
          .children()
          .runInherited(
              found(command, environment), session.rim().directory(), environment, grace());
    } catch (IOException e) {
      throw new StopException(
          StopException.Reason.USAGE,
          "The command %s cannot be started. Check its name.".formatted(command.get(0)));
    }
  }

  /** Java looks for a program on this process's own PATH, on which the real terraform is. */
  private static List<String> found(List<String> command, Map<String, String> environment) {
    String name = command.get(0);
    if (name.contains(File.separator)) {
      return command;
    }
    List<String> resolved = new ArrayList<>(command);
    SearchPath.find(environment, List.of(name)).ifPresent(file -> resolved.set(0, file.toString()));
    return resolved;
  }

  /** Prints what another shell needs, and stays until Ctrl-C. */
  int serve() throws SettingsException, IOException {
    Map<String, String> inherited = session.rim().environment();
    Map<String, String> environment = environment();
    session.rim().out().print(script(inherited, environment));
    session.rim().out().flush();
    session.talk().note("The sandbox runs. Ctrl-C ends it; what it holds stays for the next time.");
    CountDownLatch interrupted = new CountDownLatch(1);
    session
        .rim()
        .lastWords()
        .before(
            () -> {
              interrupted.countDown();
              // Time for the sentence that follows.
              return Duration.ofSeconds(1);
            });
    try {
      interrupted.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    session.talk().note("Interrupted. The sandbox has ended; what it holds stays.");
    return ExitCode.INTERRUPTED.code();
  }

  /** What makes one environment of another; a name that a shell cannot take is left out. */
  static String script(Map<String, String> from, Map<String, String> to) {
    StringBuilder script = new StringBuilder();
    for (String name : new TreeSet<>(from.keySet())) {
      if (!to.containsKey(name) && NAME.matcher(name).matches()) {
        script.append("unset ").append(name).append('\n');
      }
    }
    new TreeMap<>(to)
        .forEach(
            (name, value) -> {
              if (!value.equals(from.get(name)) && NAME.matcher(name).matches()) {
                script
                    .append("export ")
                    .append(name)
                    .append('=')
                    .append(ShellWord.quoted(value))
                    .append('\n');
              }
            });
    return script.toString();
  }

  private Map<String, String> environment() throws SettingsException {
    session.options().sandbox = true;
    session.warmUp();
    List<StackInfo> all = stacks();
    Map<String, String> secrets = new HashMap<>();
    all.forEach(stack -> secrets.putAll(SandboxShim.secrets(stack)));
    Ground ground = session.ground(all, OwnTypes.below(session.rim().directory()));
    Path shim = SandboxShim.write(ground);
    Map<String, String> environment =
        new HashMap<>(ground.environment().of(ground.mode(), secrets));
    environment.put("TERRAFORM_BINARY_NAME", shim.toString());
    environment.put(TerraformBinary.VARIABLE, shim.toString());
    environment.put(
        "PATH", shim.getParent() + File.pathSeparator + environment.getOrDefault("PATH", ""));
    // So that the app that cdktf runs synthesizes the same stacks.
    environment.put("TOLLGATE_CONFIG", session.project().settings().toAbsolutePath().toString());
    session.project().environment().ifPresent(name -> environment.put("TOLLGATE_ENV", name));
    return environment;
  }

  /** On a terminal Ctrl-C reaches the command by itself. */
  private Duration grace() {
    return session.rim().terminal().input() ? Duration.ofDays(1) : Duration.ofSeconds(5);
  }

  /** Only a synth knows the types and the variables that terraform will ask for. */
  private List<StackInfo> stacks() throws SettingsException {
    if (!Files.exists(session.project().settings())) {
      return List.of();
    }
    Path outdir = session.project().tollgate().resolve("exec").resolve("cdktf.out");
    return session.synthesize(session.settingsForSynth(), outdir, Removal.NONE);
  }
}
