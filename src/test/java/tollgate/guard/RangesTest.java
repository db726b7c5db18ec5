package tollgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "::/0",
        "0.0.0.0/1",
        "128.0.0.0/1",
        "0.0.0.0/00",
        "fd00::/0",
        "0.0.0.0",
        "*"
      })
  void nearly_everybody_is_the_whole_internet(String range) {
    assertThat(Ranges.isWholeInternet(range)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.0/24", "10.0.0.0/8", "203.0.113.7", "2001:db8::/32", "office"})
  void a_range_of_somebodys_own_is_not(String range) {
    assertThat(Ranges.isWholeInternet(range)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.0.0/16",
        "172.16.0.0/12",
        "172.31.4.0/24",
        "192.168.0.0/16",
        "127.0.0.1/32",
        "35.235.240.0/20",
        "130.211.0.0/22",
        "fd00::/8",
        "fd12:3456::/120",
        "fe80::/10"
      })
  void private_ranges_and_googles_proxies_are_not_public(String range) {
    assertThat(Ranges.isPublic(range)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"203.0.113.0/24", "172.32.0.0/16", "172.0.0.0/8", "10.0.0.0/7", "2001:db8::/32"})
  void everything_else_is_public(String range) {
    assertThat(Ranges.isPublic(range)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "e2-standard-4, 4",
    "n2-custom-8-16384, 8",
    "db-custom-2-7680, 2",
    "a2-highgpu-1g, -1",
    "n2d-standard-224, 224",
    "custom-4-8192, 4",
    "e2-medium, -1",
    "db-f1-micro, -1",
    "c3-standard-88-lssd, 88",
    "db-perf-optimized-N-8, 8"
  })
  void vcpus_are_read_from_the_name_of_a_machine_type(String type, int cpus) {
    assertThat(StandingRules.cpus(type))
        .isEqualTo(cpus < 0 ? OptionalInt.empty() : OptionalInt.of(cpus));
  }

  @Test
  void dollars_have_two_decimals_rounded_half_up_and_thousands_apart() {
    assertThat(Dollars.text(new BigDecimal("1234567.005"))).isEqualTo("$1,234,567.01");
    assertThat(Dollars.text(new BigDecimal("-5.22"))).isEqualTo("-$5.22");
    assertThat(Dollars.text(new BigDecimal("-0.001"))).isEqualTo("$0.00");
    assertThat(Dollars.change(new BigDecimal("0"))).isEqualTo("+$0.00");
    assertThat(Dollars.change(new BigDecimal("-12.234"))).isEqualTo("-$12.23");
    assertThat(Dollars.monthly(new BigDecimal("163.84"))).isEqualTo("$163.84/month");
  }
}
