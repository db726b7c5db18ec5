package tollgate.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import stacks.Platform;
import stacks.StackInfo;
import stacks.parts.Removal;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.guard.Agreed;
import tollgate.guard.Context;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;
import tollgate.report.Printable;
import tollgate.workflow.Policies;
import tollgate.workflow.Selection;
import tollgate.workflow.Synthesized;

/** Synthesizes and checks what can be known without a plan. */
final class SynthRun {
  private final Session session;

  SynthRun(Session session) {
    this.session = session;
  }

  ExitCode run(List<String> patterns) throws SettingsException {
    Settings settings = session.settingsForSynth();
    List<StackInfo> all = session.synthesize(settings, outdir(), Removal.NONE);
    List<StackInfo> chosen = Selection.of(all, patterns);
    List<StackPlan> configurations = new ArrayList<>();
    for (StackInfo stack : chosen) {
      configurations.add(configuration(stack));
    }
    Judgement judgement =
        session
            .timings()
            .measure(
                "judge",
                () ->
                    Gate.judgeSynthesized(
                        configurations,
                        Policies.of(settings),
                        session.today(),
                        new Context(List.of(), Set.copyOf(Platform.NAMES), Agreed.NOTHING)));
    for (StackInfo stack : chosen) {
      session.rim().out().println(Printable.text(shown(stack)));
    }
    if (judgement.passed()) {
      return ExitCode.FINE;
    }
    session.rim().err().print(session.talkReport().guard(judgement));
    return ExitCode.GUARD;
  }

  /** Where cdktf wants it, when cdktf calls. */
  private Path outdir() {
    String wanted = session.rim().environment().getOrDefault("CDKTF_OUTDIR", "");
    return wanted.isEmpty() ? session.project().synthesized() : Path.of(wanted);
  }

  private String shown(StackInfo stack) {
    Path file = Synthesized.file(stack);
    Path here = session.rim().directory().toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
  }

  static StackPlan configuration(StackInfo stack) {
    return new StackPlan(stack.name(), Plan.ofConfiguration(Synthesized.configuration(stack)));
  }
}
