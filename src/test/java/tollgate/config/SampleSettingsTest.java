package tollgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampleSettingsTest {
  private static final Path SAMPLE = Path.of("tollgate.yaml");

  @Test
  void the_sample_loads_as_it_is() throws SettingsException {
    Settings settings = SettingsLoader.load(SAMPLE, Optional.empty());

    assertThat(settings.project()).hasToString("acme-data-dev");
    assertThat(settings.zone()).hasToString("us-central1-b");
    assertThat(settings.budget().monthly()).hasToString("280 USD");
    assertThat(settings.environment()).isEqualTo("default");
    assertThat(settings.protect()).isFalse();
    assertThat(settings.lake().orElseThrow().buckets())
        .extracting(settings::bucketName)
        .containsExactly("acme-data-dev-landing", "acme-data-dev-lake");
  }

  @Test
  void the_sample_loads_for_prod() throws SettingsException {
    Settings settings = SettingsLoader.load(SAMPLE, Optional.of("prod"));

    assertThat(settings.project()).hasToString("acme-data-prod");
    assertThat(settings.protect()).isTrue();
    assertThat(settings.environment()).isEqualTo("prod");
  }
}
