package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

  @ParameterizedTest
  @CsvSource({
    "0 0 * * 0, 0",
    "59 23 * * 6, 10079",
    "0 0 * * 7, 0",
    "0 8 * * mon, 1920",
    "5 08 * * SUN, 485",
  })
  void a_minute_of_the_week_is_counted_from_sunday(String schedule, int minute) {
    assertThat(Cron.minutesOfWeek(schedule)).contains(List.of(minute));
  }

  @Test
  void lists_ranges_and_steps_are_read() {
    assertThat(Cron.minutesOfWeek("0,30 8-10/2 * * 1")).contains(List.of(1920, 1950, 2040, 2070));
    assertThat(Cron.minutesOfWeek("*/30 0 * * 0,7")).contains(List.of(0, 30));
    assertThat(Cron.minutesOfWeek("0 0 * * *").orElseThrow()).hasSize(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0 8 * *",
        "0 8 * * 1 2026",
        "0 8 1 * *",
        "0 8 * 2 *",
        "60 8 * * *",
        "0 24 * * *",
        "0 8 * * 8",
        "-1 8 * * *",
        "0 8-6 * * *",
        "0 8/0 * * *",
        "0 8/1/2 * * *",
        "0 1-2-3 * * *",
        "0 eight * * *",
        "0 0008 * * *",
        "0 8 * * funday",
        "0/ 8 * * *"
      })
  void what_is_no_weekly_schedule_is_not_read(String schedule) {
    assertThat(Cron.minutesOfWeek(schedule)).isEmpty();
  }

  @Test
  void a_schedule_of_a_hundred_and_twenty_characters_is_the_longest() {
    String list = "0,".repeat(55);

    assertThat(Cron.minutesOfWeek(list + "0 0 * * 0")).isPresent();
    assertThat(Cron.minutesOfWeek(list + "0 0 * * 0".replace(" 0", "  0"))).isEmpty();
  }
}
