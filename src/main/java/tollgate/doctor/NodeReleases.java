package tollgate.doctor;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is to be said about a version of Node. */
final class NodeReleases {
  private static final int MAJOR = 20;
  private static final int MINOR = 9;
  private static final Pattern VERSION = Pattern.compile("v(\\d{1,4})\\.(\\d{1,4})\\.\\d{1,4}\\S*");

  /** The last day of each long-lived line (github.com/nodejs/Release, schedule.json). */
  private static final Map<Integer, LocalDate> END =
      Map.of(
          20, LocalDate.of(2026, 4, 30),
          22, LocalDate.of(2027, 4, 30),
          24, LocalDate.of(2028, 4, 30),
          26, LocalDate.of(2029, 4, 30));

  private static final String FIX =
      "Install the newest Node with an even number (https://nodejs.org/en/download).";

  private NodeReleases() {}

  /**
   * About what {@code node --version} printed.
   *
   * @param today for lines that have ended
   */
  static Outcome judge(String said, LocalDate today) {
    Matcher version = VERSION.matcher(said.strip());
    if (!version.matches()) {
      return Outcome.missing("The program node does not tell its version.", FIX);
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    String name = "Node " + version.group();
    if (major < MAJOR || (major == MAJOR && minor < MINOR)) {
      return Outcome.missing(
          "%s is too old; %d.%d is the oldest that works.".formatted(name, MAJOR, MINOR), FIX);
    }
    if (major % 2 == 1) {
      return Outcome.warning(name + " is of a line that lives for half a year only.", FIX);
    }
    return Optional.ofNullable(END.get(major))
        .filter(end -> today.isAfter(end))
        .map(
            end -> Outcome.warning("%s gets no security fixes since %s.".formatted(name, end), FIX))
        .orElseGet(() -> Outcome.ok(name + " runs CDKTF's core."));
  }
}
