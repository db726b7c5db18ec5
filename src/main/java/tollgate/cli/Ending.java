package tollgate.cli;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tollgate.config.SettingsException;
import tollgate.config.read.Problem;
import tollgate.plan.PlanFormatException;
import tollgate.report.Printable;
import tollgate.terraform.InterruptedRunException;
import tollgate.terraform.TerraformException;
import tollgate.terraform.TerraformMissingException;
import tollgate.workflow.Failures;
import tollgate.workflow.StopException;

/**
 * How a failure ends the run.
 *
 * @param lines to say on stderr
 */
record Ending(ExitCode code, List<String> lines) {

  static Ending of(Throwable failure) {
    if (failure instanceof StopException stop) {
      return new Ending(code(stop.reason()), lines(stop));
    }
    if (failure instanceof SettingsException settings) {
      return new Ending(
          ExitCode.USAGE, settings.problems().stream().map(Problem::toString).toList());
    }
    if (failure instanceof PlanFormatException) {
      return of(ExitCode.USAGE, failure);
    }
    if (failure instanceof TerraformMissingException) {
      return of(ExitCode.PREREQUISITE, failure);
    }
    if (failure instanceof InterruptedRunException) {
      return of(ExitCode.INTERRUPTED, failure);
    }
    if (failure instanceof TerraformException terraform) {
      List<String> lines = new ArrayList<>(List.of(text(failure)));
      terraform.diagnostics().stream()
          .flatMap(diagnostic -> Failures.explained(diagnostic).stream())
          .forEach(lines::add);
      return new Ending(ExitCode.TERRAFORM, lines);
    }
    if (failure instanceof UncheckedIOException) {
      return of(ExitCode.FAILURE, failure);
    }
    return new Ending(
        ExitCode.FAILURE,
        List.of(
            "Internal failure: %s: %s"
                .formatted(
                    failure.getClass().getSimpleName(),
                    // What came from Node brings its stack along.
                    Printable.text(
                        String.valueOf(failure.getMessage()).lines().findFirst().orElse("")))));
  }

  private static Ending of(ExitCode code, Throwable failure) {
    return new Ending(code, List.of(text(failure)));
  }

  private static String text(Throwable failure) {
    return Printable.text(String.valueOf(failure.getMessage()));
  }

  private static List<String> lines(StopException stop) {
    List<String> lines = new ArrayList<>(String.valueOf(stop.getMessage()).lines().toList());
    stop.details().forEach(detail -> lines.add("  " + detail));
    return lines;
  }

  private static ExitCode code(StopException.Reason reason) {
    return switch (reason) {
      case USAGE -> ExitCode.USAGE;
      case GUARD -> ExitCode.GUARD;
      case APPROVAL -> ExitCode.APPROVAL;
      case PREREQUISITE -> ExitCode.PREREQUISITE;
      case TERRAFORM -> ExitCode.TERRAFORM;
    };
  }
}
