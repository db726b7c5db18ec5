package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tollgate.terraform.Diagnostic;
import tollgate.terraform.TerraformException;

class FailuresTest {

  private static Diagnostic error(Diagnostic.Severity severity, String summary) {
    return new Diagnostic(
        severity, summary, "", Optional.of("google_storage_bucket.lake"), Optional.empty(), 0);
  }

  @Test
  void terraformsOwnWordsStandAboveWhatToDo() {
    StopException stop =
        Failures.of(
            "lake",
            new TerraformException(
                "terraform apply failed (exit 1)",
                List.of(
                    error(
                        Diagnostic.Severity.ERROR,
                        "googleapi: Error 409: The requested bucket name is not available."),
                    error(Diagnostic.Severity.ERROR, "something that nobody knows"))),
            "");
    assertThat(stop.details())
        .containsExactly(
            "googleapi: Error 409: The requested bucket name is not available. (google_storage_bucket.lake)",
            "  What to do: Names of buckets are unique in the whole world: change the bucket's purpose, or import it when it is yours.",
            "something that nobody knows (google_storage_bucket.lake)");
  }

  @Test
  void aWarningGetsNoAdvice() {
    assertThat(Failures.explained(error(Diagnostic.Severity.WARNING, "Error 403: forbidden")))
        .hasSize(1);
  }
}
