package tollgate.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tollgate.report.Printable;
import tollgate.terraform.Diagnostic;
import tollgate.terraform.StateLock;
import tollgate.terraform.TerraformException;

/** Terraform's failures as sentences with a way out. */
final class Failures {

  private Failures() {}

  /** The failure of one stack. */
  static StopException of(String stack, TerraformException failure) {
    if (failure.lock().isPresent()) {
      StateLock lock = failure.lock().get();
      String unlock =
          lock.id().isEmpty()
              ? ""
              : " If that run is dead, `tollgate unlock %s` frees it.".formatted(stack);
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
        Stream.concat(
                failure.diagnostics().stream().map(Diagnostic::sentence).map(Printable::text),
                wayOut(failure).stream())
            .distinct()
            .toList());
  }

  /** What to do where terraform only says what is missing. */
  private static Optional<String> wayOut(TerraformException failure) {
    boolean noCredentials =
        failure.diagnostics().stream()
            .map(Diagnostic::sentence)
            .map(sentence -> sentence.toLowerCase(Locale.ROOT))
            .anyMatch(
                sentence ->
                    sentence.contains("could not find default credentials")
                        || sentence.contains("application default credentials"));
    return noCredentials
        ? Optional.of(
            "Log in with `gcloud auth application-default login`, or name a credential in"
                + " GOOGLE_APPLICATION_CREDENTIALS; with --sandbox none is needed.")
        : Optional.empty();
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
