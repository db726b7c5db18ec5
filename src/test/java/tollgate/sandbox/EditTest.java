package tollgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditTest {
  private static final String BUCKET =
      """
      {"id":"lake","name":"lake","location":"US","storage_class":"STANDARD","force_destroy":false,
       "labels":null,"effective_labels":{"goog-terraform-provisioned":"true"},
       "versioning":[{"enabled":true}]}
      """;

  @Test
  void aTextABoolAndWhatLiesDeeperChange() throws IOException {
    assertThat(edited("storage_class=NEARLINE").path("storage_class").asText())
        .isEqualTo("NEARLINE");
    assertThat(edited("force_destroy=true").path("force_destroy").asBoolean()).isTrue();
    assertThat(edited("versioning.0.enabled=false").at("/versioning/0/enabled").isBoolean())
        .isTrue();
    assertThat(edited("storage_class=null").path("storage_class").isNull()).isTrue();
  }

  @Test
  void aLabelChangesWhereverTheProviderKeepsIt() throws IOException {
    JsonNode after = edited("labels.team=finance");
    assertThat(after.at("/labels/team").asText()).isEqualTo("finance");
    assertThat(after.at("/effective_labels/team").asText()).isEqualTo("finance");
    assertThat(after.at("/effective_labels/goog-terraform-provisioned").asText()).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource({
    "colour=blue, There is no attribute colour",
    "versioning.3.enabled=true, There is no versioning.3.enabled: it has 1",
    "force_destroy=perhaps, does not suit force_destroy",
    "name=other, The name of a google_storage_bucket cannot change",
    "nonsense, is no change: write ATTRIBUTE=VALUE"
  })
  void whatCannotBeIsRefusedInASentence(String change, String sentence) {
    assertThatThrownBy(() -> edited(change))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  private static JsonNode edited(String change) throws IOException {
    return Edit.parse(change)
        .apply(
            new SandboxObject(
                "google_storage_bucket",
                "lake",
                "lake",
                Instant.EPOCH,
                new ObjectMapper().readTree(BUCKET)));
  }
}
