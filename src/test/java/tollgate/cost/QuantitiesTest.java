package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({"2000m, 2", "500m, 0.5", "0.5, 0.5", "2, 2", "1, 1", "80m, 0.08", "0, 0"})
  void cpu_is_read_in_cores_and_in_thousandths(String text, BigDecimal vcpu) {
    assertThat(Quantities.vcpu(text).orElseThrow()).isEqualByComparingTo(vcpu);
  }

  @ParameterizedTest
  @CsvSource({
    "2Gi, 2",
    "512Mi, 0.5",
    "1Ti, 1024",
    "1048576Ki, 1",
    "1073741824, 1",
    "2G, 1.86264514923095703125",
    "1000M, 0.931322574615478515625",
    "1T, 931.322574615478515625",
    "1.5Gi, 1.5"
  })
  void memory_is_read_in_powers_of_ten_and_of_two(String text, BigDecimal gib) {
    assertThat(Quantities.gib(text).orElseThrow()).isEqualByComparingTo(gib);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "1e3",
        "NaN",
        "Infinity",
        "1e999999",
        "0x10",
        "2,5",
        "1..2",
        "m",
        "Gi",
        "2mi",
        "2 Gi",
        "2gi",
        "２",
        "99999999999999999999",
        "1Gii",
        "1\n"
      })
  void what_is_no_quantity_is_refused(String text) {
    assertThat(Quantities.vcpu(text)).isEmpty();
    assertThat(Quantities.gib(text)).isEmpty();
  }

  @Property
  void thousandths_and_cores_agree(@ForAll @IntRange(min = 0, max = 100_000) int thousandths) {
    assertThat(Quantities.vcpu(thousandths + "m").orElseThrow())
        .isEqualByComparingTo(
            Quantities.vcpu(BigDecimal.valueOf(thousandths, 3).toPlainString()).orElseThrow());
  }

  @Property
  void a_thousand_of_one_unit_is_one_of_the_next(@ForAll @IntRange(min = 0, max = 9999) int n) {
    assertThat(Quantities.gib(n + "G").orElseThrow())
        .isEqualByComparingTo(Quantities.gib(n * 1000L + "M").orElseThrow());
    assertThat(Quantities.gib(n + "Gi").orElseThrow())
        .isEqualByComparingTo(Quantities.gib(n * 1024L + "Mi").orElseThrow());
  }
}
