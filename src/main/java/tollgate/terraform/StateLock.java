package tollgate.terraform;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Someone else's lock on a state.
 *
 * @param id what {@code terraform force-unlock} wants
 * @param who {@code user@host}
 * @param operation what holds it: {@code OperationTypeApply}
 * @param created when it was taken
 */
public record StateLock(String id, String who, String operation, Optional<Instant> created) {

  /** {@code 2026-11-22 10:00:00.1 +0000 UTC}, as Go prints a time. */
  private static final DateTimeFormatter GO_TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern(" xx")
          .toFormatter(Locale.ROOT);

  /** Recognizes the error of a state that is locked. */
  public static Optional<StateLock> of(Diagnostic diagnostic) {
    if (!diagnostic.summary().contains("acquiring the state lock")) {
      return Optional.empty();
    }
    String detail = diagnostic.detail();
    return Optional.of(
        new StateLock(
            field(detail, "ID"),
            field(detail, "Who"),
            field(detail, "Operation"),
            time(field(detail, "Created"))));
  }

  private static String field(String detail, String name) {
    Matcher matcher = Pattern.compile("(?m)^ *" + name + ": +(\\S.*)$").matcher(detail);
    return matcher.find() ? matcher.group(1).strip() : "";
  }

  private static Optional<Instant> time(String text) {
    try {
      String withoutZoneName = text.replaceFirst(" [A-Z]+$", "");
      return Optional.of(OffsetDateTime.parse(withoutZoneName, GO_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Who holds it and for how long, as a part of a sentence. */
  public String holder(Instant now) {
    String owner = who.isEmpty() ? "someone" : who;
    String doing = operation.replace("OperationType", "").toLowerCase(Locale.ROOT);
    return owner
        + (doing.isEmpty() ? "" : " (" + doing + ")")
        + created.map(since -> ", for " + age(Duration.between(since, now))).orElse("");
  }

  private static String age(Duration age) {
    if (age.toMinutes() < 1) {
      return Math.max(0, age.toSeconds()) + " s";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + " min";
    }
    return age.toDays() < 1 ? age.toHours() + " h" : age.toDays() + " days";
  }
}
