package tollgate.sandbox.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Check values of RFC 1321 and RFC 3720. */
class DigestsTest {
  @Test
  void md5IsToldInBase64AndInHexadecimalDigits() {
    assertThat(Digests.md5("")).isEqualTo("1B2M2Y8AsgTpgAmY7PhCfg==");
    assertThat(Digests.md5Hex("abc")).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
  }

  @Test
  void crc32cHasItsHighestByteFirst() {
    assertThat(Digests.crc32c("123456789")).isEqualTo("4waSgw==");
  }
}
