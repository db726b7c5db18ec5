package tollgate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AddressTest {

  @Test
  void an_instance_key_is_cut_off_once() {
    assertThat(new Address("a_b.c[0]").withoutKey()).isEqualTo("a_b.c");
    assertThat(new Address("a_b.c[\"x\"]").withoutKey()).isEqualTo("a_b.c");
    assertThat(new Address("a_b.c[\"we[ir]d.\\\"key\"]").withoutKey()).isEqualTo("a_b.c");
    assertThat(new Address("module.m[\"eu\"].a_b.c").withoutKey())
        .isEqualTo("module.m[\"eu\"].a_b.c");
  }

  @Test
  void a_pattern_without_a_key_names_all_instances() {
    Address second = new Address("google_storage_bucket.lake[\"raw\"]");

    assertThat(second.matches("google_storage_bucket.lake")).isTrue();
    assertThat(second.matches("google_storage_bucket.*")).isTrue();
    assertThat(second.matches("google_storage_bucket.lake[\"raw\"]")).isTrue();
    assertThat(second.matches("google_storage_bucket.lak")).isFalse();
    assertThat(second.matches("google_storage_bucket")).isFalse();
  }

  @Property
  void every_address_matches_itself_and_the_star(@ForAll String text) {
    assertThat(new Address(text).matches("*")).isTrue();
    assertThat(new Address(text).matches(text)).isTrue();
  }
}
