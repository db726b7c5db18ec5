package stacks.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.config.ProjectId;
import tollgate.config.Region;

class NamesTest {
  private final Names names = new Names(new ProjectId("acme-data-dev"));

  @Test
  void bucketsAreNamedAfterProjectAndPurpose() {
    assertThat(names.bucket("landing")).isEqualTo("acme-data-dev-landing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Upper", "dash-", "under_score"})
  void aBucketNameThatStorageRefusesIsRefused(String purpose) {
    assertThatThrownBy(() -> names.bucket(purpose)).isInstanceOf(UnbuildableException.class);
  }

  @Test
  void aBucketNameHas63CharactersAtMost() {
    assertThat(names.bucket("x".repeat(49))).hasSize(63);
    assertThatThrownBy(() -> names.bucket("x".repeat(50)))
        .isInstanceOf(UnbuildableException.class)
        .hasMessageContaining("3 to 63");
  }

  @Test
  void anAccountIdHasSixCharactersAtLeast() {
    assertThat(names.serviceAccount("orchestrator"))
        .isEqualTo("orchestrator@acme-data-dev.iam.gserviceaccount.com");
    assertThatThrownBy(() -> names.serviceAccount("mage"))
        .isInstanceOf(UnbuildableException.class)
        .hasMessageContaining("6 to 30");
  }

  @Test
  void aSocketPathHas107BytesAtMost() {
    Names longest = new Names(new ProjectId("a".repeat(30)));
    Region region = new Region("northamerica-northeast1");
    String fits = "i".repeat(28);
    assertThat("/cloudsql/" + longest.sqlSocket(region, fits) + "/.s.PGSQL.5432").hasSize(107);
    assertThatThrownBy(() -> longest.sqlSocket(region, fits + "i"))
        .isInstanceOf(UnbuildableException.class)
        .hasMessageContaining("108 bytes and Linux takes 107");
  }

  @Test
  void anAddressStartsWithALetterOrUnderscore() {
    assertThat(Names.identifier("2024_x")).isEqualTo("_2024_x");
    assertThat(Names.identifier("a.b/c")).isEqualTo("a-b-c");
  }

  @Test
  void twoPeopleNeverShareAnAddress() {
    assertThat(Names.slug("ada@acme.example")).isEqualTo("ada_acme-example");
    assertThat(Names.slug("a.b@x.org")).isNotEqualTo(Names.slug("a-b@x.org"));
    assertThat(Names.slug("a_b@x.org")).isNotEqualTo(Names.slug("a-b@x.org"));
  }

  @Test
  void aLabelIsShortAndInLowerCase() {
    assertThat(Names.label("Data.Team@acme.example")).isEqualTo("data-team_acme-example");
    assertThat(Names.label("x".repeat(80))).hasSize(63);
  }
}
