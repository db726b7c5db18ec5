package tollgate.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stacks.StackInfo;
import stacks.parts.Removal;
import tollgate.config.SettingsException;
import tollgate.terraform.TerraformBinary;
import tollgate.workflow.Ground;
import tollgate.workflow.SandboxShim;
import tollgate.workflow.StopException;

/** Runs somebody else's command in the sandbox. */
final class SandboxExec {
  private final Session session;

  SandboxExec(Session session) {
    this.session = session;
  }

  int run(List<String> command) throws SettingsException, IOException {
    session.options().sandbox = true;
    session.warmUp();
    List<StackInfo> all = stacks();
    Map<String, String> secrets = new HashMap<>();
    all.forEach(stack -> secrets.putAll(SandboxShim.secrets(stack)));
    Ground ground = session.ground(all);
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
    try {
      return session
          .children()
          .runInherited(command, session.rim().directory(), environment, grace());
    } catch (IOException e) {
      throw new StopException(
          StopException.Reason.USAGE,
          "The command %s cannot be started. Check its name.".formatted(command.get(0)));
    }
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
