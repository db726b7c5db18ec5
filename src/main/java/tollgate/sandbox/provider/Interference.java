package tollgate.sandbox.provider;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.sandbox.cloud.Attempt;
import tollgate.sandbox.cloud.BreakKind;
import tollgate.sandbox.cloud.Breakage;
import tollgate.sandbox.cloud.Incidents;
import tollgate.sandbox.cloud.Operation;
import tollgate.sandbox.cloud.Phrases;
import tollgate.sandbox.cloud.Rehearsal;
import tollgate.sandbox.wire.Connection;
import tollgate.schema.check.Problem;
import tollgate.schema.value.Path;

/** Lets what a user broke happen, before anything else does. */
final class Interference {
  /** What most of the provider's resources wait for an operation. */
  private static final Duration TIMEOUT = Duration.ofMinutes(20);

  /** Of a length of time as Go reads it; no timeout has more digits. */
  private static final Pattern PART =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{0,9})?|\\.\\d{1,9})(h|ms|m|s|us|µs|ns)");

  private final Rehearsal rehearsal;
  private final Incidents incidents;

  Interference(Rehearsal rehearsal, Incidents incidents) {
    this.rehearsal = rehearsal;
    this.incidents = incidents;
  }

  /** How it went. */
  record Outcome(boolean gone, Optional<Problem> problem) {
    /** Nothing in the way. */
    static final Outcome CLEAR = new Outcome(false, Optional.empty());

    /** Google says that there is no such thing, and the provider believes it. */
    static final Outcome GONE = new Outcome(true, Optional.empty());

    static Outcome failed(String sentence) {
      return new Outcome(false, Optional.of(Problem.error(sentence, Path.ROOT)));
    }

    List<Problem> problems() {
      return problem.stream().toList();
    }
  }

  Outcome meet(Connection connection, Attempt attempt) {
    Optional<Breakage> met;
    try {
      met = rehearsal.strike(attempt);
    } catch (UncheckedIOException unreadable) {
      return Outcome.failed(String.valueOf(unreadable.getMessage()));
    }
    if (met.isEmpty()) {
      return Outcome.CLEAR;
    }
    BreakKind kind = met.get().kind();
    incidents.broken(kind);
    return switch (kind) {
      case SLOW -> {
        // Terraform waits for what runs when it is interrupted; no use in keeping it.
        connection.awaitStop(met.get().delay());
        yield Outcome.CLEAR;
      }
      case HANG -> hang(connection, attempt);
      case NOT_FOUND ->
          attempt.operation() == Operation.READ || attempt.operation() == Operation.DELETE
              ? Outcome.GONE
              : Outcome.failed(kind.sentence(attempt));
      default -> Outcome.failed(kind.sentence(attempt));
    };
  }

  private static Outcome hang(Connection connection, Attempt attempt) {
    Duration timeout = timeout(attempt);
    boolean stopped = connection.awaitStop(timeout);
    return Outcome.failed(
        Phrases.waiting(attempt)
            + (stopped
                ? "error while retrieving operation: context canceled"
                : "timeout while waiting for state to become 'done: true' (last state: 'done: false', timeout: %s)"
                    .formatted(shown(timeout))));
  }

  /** The resource's own timeout for this operation, or the usual one. */
  private static Duration timeout(Attempt attempt) {
    String written = attempt.state().at("timeouts").at(attempt.operation().word()).textOrEmpty();
    Duration sum = Duration.ZERO;
    Matcher parts = PART.matcher(written);
    while (parts.find()) {
      double count = Double.parseDouble(parts.group(1));
      sum = sum.plus(Duration.ofNanos(Math.round(count * nanos(parts.group(2)))));
    }
    return sum.isZero() ? TIMEOUT : sum;
  }

  private static double nanos(String unit) {
    return switch (unit) {
      case "h" -> 3_600e9;
      case "m" -> 60e9;
      case "s" -> 1e9;
      case "ms" -> 1e6;
      case "ns" -> 1;
      default -> 1e3;
    };
  }

  /** As Go prints a duration, down to thousandths of a second. */
  private static String shown(Duration time) {
    if (time.compareTo(Duration.ofSeconds(1)) < 0) {
      return time.toMillis() + "ms";
    }
    String hours = time.toHours() > 0 ? time.toHours() + "h" : "";
    String minutes = time.toMinutes() > 0 ? time.toMinutesPart() + "m" : "";
    BigDecimal seconds = BigDecimal.valueOf(time.toSecondsPart() * 1000L + time.toMillisPart(), 3);
    return hours + minutes + seconds.stripTrailingZeros().toPlainString() + "s";
  }
}
