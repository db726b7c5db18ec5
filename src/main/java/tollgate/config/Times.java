package tollgate.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;
import tollgate.text.Nearest;

/** How the file spells times of day, time zones, durations and dates. */
final class Times {
  private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]");
  private static final Pattern SPAN = Pattern.compile("(?:([0-9]{1,4})h)?(?:([0-9]{1,5})m)?");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  static final Kind<LocalTime> TIME_OF_DAY =
      Kind.text("time of day", Times::timeOfDay, Kind.matching("^" + TIME + "$"));
  static final Kind<ZoneId> TIME_ZONE =
      Kind.text("time zone", Times::timeZone, Kind.matching("^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$"));
  static final Kind<Duration> DURATION =
      Kind.text("duration", Times::span, Times::spell, Kind.matching("^([0-9]+h)?([0-9]+m)?$"));
  static final Kind<LocalDate> DAY = Kind.text("date", Times::day, Kind.matching("^" + DATE + "$"));

  private Times() {}

  private static LocalTime timeOfDay(String text) {
    if (!TIME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(text) + " is no time of day. Write hours and minutes, as in \"20:00\".");
    }
    return LocalTime.parse(text);
  }

  private static ZoneId timeZone(String text) {
    Set<String> known = ZoneId.getAvailableZoneIds();
    if (!known.contains(text)) {
      throw new IllegalArgumentException(
          Shown.quoted(text)
              + " is no time zone. "
              + Nearest.to(text, known)
                  .map(near -> "Did you mean " + near + "?")
                  .orElse("Write it as in Europe/Berlin or UTC."));
    }
    return ZoneId.of(text);
  }

  private static Duration span(String text) {
    Matcher parts = SPAN.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(text) + " is no duration. Write hours and minutes, as in 30m, 2h or 1h30m.");
    }
    String hours = parts.group(1);
    String minutes = parts.group(2);
    return Duration.ofHours(hours == null ? 0 : Integer.parseInt(hours))
        .plusMinutes(minutes == null ? 0 : Integer.parseInt(minutes));
  }

  private static String spell(Duration span) {
    if (!span.equals(Duration.ofMinutes(span.toMinutes()))) {
      return span.toString();
    }
    long hours = span.toHours();
    int minutes = span.toMinutesPart();
    return (hours > 0 ? hours + "h" : "") + (minutes > 0 || hours == 0 ? minutes + "m" : "");
  }

  private static LocalDate day(String text) {
    try {
      if (DATE.matcher(text).matches()) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException noSuchDay) {
      throw new IllegalArgumentException(
          Shown.quoted(text) + " is no day of the calendar. Use one that exists.", noSuchDay);
    }
    throw new IllegalArgumentException(
        Shown.quoted(text) + " is no date. Write year, month and day, as in 2027-01-31.");
  }
}
