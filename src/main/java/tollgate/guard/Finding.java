package tollgate.guard;

import java.util.Optional;

/**
 * What one check found at one place.
 *
 * @param truth whether the good state holds, as far as it can be told
 * @param subject the resource; empty when the finding is about the whole
 * @param message what is wrong, one sentence; empty text when nothing is
 * @param severity where it is not the rule's own
 * @param fix what to do, where it is not what the rule says
 */
record Finding(
    Truth truth,
    Optional<Subject> subject,
    String message,
    Optional<Severity> severity,
    Optional<String> fix) {

  enum Truth {
    GOOD,
    BAD,
    UNKNOWN
  }

  static Finding good() {
    return new Finding(Truth.GOOD, Optional.empty(), "", Optional.empty(), Optional.empty());
  }

  static Finding bad(String message) {
    return new Finding(Truth.BAD, Optional.empty(), message, Optional.empty(), Optional.empty());
  }

  static Finding unknown(String message) {
    return new Finding(
        Truth.UNKNOWN, Optional.empty(), message, Optional.empty(), Optional.empty());
  }

  Finding at(Subject place) {
    return new Finding(truth, Optional.of(place), message, severity, fix);
  }

  /** The same, shown only. */
  Finding warnOnly() {
    return new Finding(truth, subject, message, Optional.of(Severity.WARN), fix);
  }

  /** The same with a way on of its own. */
  Finding fix(String sentence) {
    return new Finding(truth, subject, message, severity, Optional.of(sentence));
  }
}
