package tollgate.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * When a schedule in cron's five fields fires, as minutes of a week that begins on Sunday. Only
 * weekly schedules can be read: day of month and month must be {@code *}.
 */
final class Cron {

  static final int WEEK = 7 * 24 * 60;

  private static final int LONGEST = 120;
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private Cron() {}

  /** Minutes of the week, rising; empty when the schedule is not a weekly one. */
  static Optional<List<Integer>> minutesOfWeek(String schedule) {
    String[] fields = BLANKS.split(schedule.strip(), -1);
    if (schedule.length() > LONGEST
        || fields.length != 5
        || !fields[2].equals("*")
        || !fields[3].equals("*")) {
      return Optional.empty();
    }
    Optional<List<Integer>> minutes = field(fields[0], 0, 59);
    Optional<List<Integer>> hours = field(fields[1], 0, 23);
    Optional<List<Integer>> days = field(named(fields[4]), 0, 7);
    if (minutes.isEmpty() || hours.isEmpty() || days.isEmpty()) {
      return Optional.empty();
    }
    TreeSet<Integer> all = new TreeSet<>();
    for (int day : days.get()) {
      for (int hour : hours.get()) {
        for (int minute : minutes.get()) {
          // Sunday is 0 and also 7.
          all.add((day % 7) * 24 * 60 + hour * 60 + minute);
        }
      }
    }
    return Optional.of(List.copyOf(all));
  }

  private static String named(String field) {
    String text = field.toLowerCase(Locale.ROOT);
    for (int i = 0; i < DAYS.size(); i++) {
      text = text.replace(DAYS.get(i), Integer.toString(i));
    }
    return text;
  }

  /** Lists, ranges and steps: {@code 1-5}, {@code 8,20}, {@code *}{@code /2}. */
  private static Optional<List<Integer>> field(String field, int least, int most) {
    List<Integer> values = new ArrayList<>();
    for (String part : field.split(",", -1)) {
      String[] stepped = part.split("/", -1);
      Optional<Integer> step = stepped.length == 2 ? number(stepped[1]) : Optional.of(1);
      String range = stepped[0].equals("*") ? least + "-" + most : stepped[0];
      String[] ends = range.split("-", -1);
      Optional<Integer> from = number(ends[0]);
      Optional<Integer> to = ends.length == 2 ? number(ends[1]) : from;
      boolean readable =
          stepped.length <= 2
              && ends.length <= 2
              && step.filter(s -> s > 0).isPresent()
              && from.filter(f -> f >= least).isPresent()
              && to.filter(t -> t <= most).isPresent();
      if (!readable) {
        return Optional.empty();
      }
      for (int value = from.orElseThrow(); value <= to.orElseThrow(); value += step.orElseThrow()) {
        values.add(value);
      }
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(values);
  }

  private static Optional<Integer> number(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }
}
