package tollgate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceKeysTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.b | a.b | a.b",
        "a.b[0] | a.b | a.b",
        "a.b[\"x\"] | a.b | a.b",
        "a.b[\"x[1]\"] | a.b | a.b",
        "a.b[\"x\\\"]\"] | a.b | a.b",
        "module.m[\"eu\"].a.b[2] | module.m.a.b | module.m[\"eu\"].a.b",
        "module.m[1].a.b | module.m.a.b | module.m[1].a.b",
        "a.b[ | a.b[ | a.b[",
        "a.b[] | a.b[] | a.b[]",
        "a.b[\"x | a.b[\"x | a.b[\"x"
      })
  void keys_are_taken_off(String address, String withoutAny, String withoutLast) {
    assertThat(new Address(address).configured()).isEqualTo(withoutAny);
    assertThat(new Address(address).withoutKey()).isEqualTo(withoutLast);
  }

  @Test
  void a_key_of_a_megabyte_is_no_harm() {
    String long_ = "a.b[\"" + "x\\\"".repeat(400_000) + "\"]";
    assertThat(new Address(long_).configured()).isEqualTo("a.b");
    assertThat(new Address(long_).withoutKey()).isEqualTo("a.b");
  }
}
