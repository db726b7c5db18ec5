package tollgate.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tollgate.advice.Advice;
import tollgate.report.Printable;
import tollgate.terraform.Diagnostic;
import tollgate.terraform.StateLock;
import tollgate.terraform.TerraformException;

/** Terraform's failures as sentences with a way out. */
public final class Failures {

  private Failures() {}

  /**
   * The failure of one stack.
   *
   * @param where the options by which another command means the same platform
   */
  static StopException of(String stack, TerraformException failure, String where) {
    if (failure.lock().isPresent()) {
      StateLock lock = failure.lock().get();
      String unlock =
          lock.id().isEmpty()
              ? ""
              : " If that run is dead, `tollgate unlock %s%s` frees it.".formatted(stack, where);
      return new StopException(
          StopException.Reason.TERRAFORM,
          "The state of %s is locked by %s. Wait for that run to end.%s"
              .formatted(stack, Printable.text(lock.holder(Instant.now())), unlock));
    }
    if (failure.stalePlan()) {
      return new StopException(
          StopException.Reason.APPROVAL,
          ("The state of %s has changed since the plan was made, so the plan is not what would"
                  + " happen any more. Plan again.")
              .formatted(stack));
    }
    return new StopException(
        StopException.Reason.TERRAFORM,
        "%s: %s.".formatted(stack, Printable.text(String.valueOf(failure.getMessage()))),
        failure.diagnostics().stream()
            .flatMap(diagnostic -> explained(diagnostic).stream())
            .distinct()
            .toList());
  }

  /** Terraform's own words, and under them what to do about it, where that is known. */
  public static List<String> explained(Diagnostic diagnostic) {
    String sentence = diagnostic.sentence();
    List<String> lines = new ArrayList<>(List.of(Printable.text(sentence)));
    if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
      Advice.about(sentence).ifPresent(advice -> lines.add("  What to do: " + advice.sentence()));
    }
    return lines;
  }

  /** Throws all failures of stacks that worked side by side as one. */
  static void raise(List<StopException> failures) {
    if (failures.isEmpty()) {
      return;
    }
    if (failures.size() == 1) {
      throw failures.get(0);
    }
    List<String> details = new ArrayList<>(failures.get(0).details());
    failures.stream()
        .skip(1)
        .forEach(
            failure ->
                Stream.concat(Stream.of(failure.getMessage()), failure.details().stream())
                    .filter(line -> !details.contains(line))
                    .forEach(details::add));
    throw new StopException(
        failures.get(0).reason(), String.valueOf(failures.get(0).getMessage()), details);
  }
}
