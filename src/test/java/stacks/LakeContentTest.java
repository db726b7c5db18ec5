package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stacks.Case.Synthesis;
import stacks.parts.Removal;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;

/** What the lake does with data by itself: keep, move, delete, refuse. */
class LakeContentTest {
  private static final Synthesis ALL = Case.EVERY_CHOICE.synthesis();
  private static final Synthesis PROD = Case.PROD.synthesis();

  @Test
  void rulesAreInTheOrderOfTheirNamesAfterTheExpiryAndBeforeTheTwoOfEveryBucket() {
    List<String> rules = new ArrayList<>();
    bucket("lake")
        .path("lifecycle_rule")
        .forEach(
            rule ->
                rules.add(
                    rule.at("/action/type").asText()
                        + rule.at("/action/storage_class").asText()
                        + rule.at("/condition/age").asText()
                        + rule.at("/condition/matches_prefix")));
    assertThat(rules)
        .containsExactly(
            "SetStorageClassCOLDLINE91[\"raw/\"]",
            "Delete4[\"tmp/\",\"scratch/\"]",
            "AbortIncompleteMultipartUpload7",
            "Delete");
  }

  @Test
  void versionsGoWithoutSoftDeletionUnlessBothAreAskedFor() {
    assertThat(softDeleteDays(bucket("raw-zone"))).isZero();
    assertThat(softDeleteDays(bucket("lake"))).isEqualTo(21);
    assertThat(softDeleteDays(bucket("folders"))).isEqualTo(7);
  }

  @Test
  void aProtectedBucketThatRetainsOrHasRealFoldersGetsNoVersions() {
    Synthesis made =
        synthesize(
            """
            protect: true
            lake: {buckets: [{purpose: kept, retention: {days: 9}}, {purpose: folders, hierarchical_namespace: true}, {purpose: plain}]}
            """);
    assertThat(versions(made, "kept")).isFalse();
    assertThat(versions(made, "folders")).isFalse();
    assertThat(versions(made, "plain")).isTrue();
  }

  @Test
  void aLockedRetentionIsWrittenForTheGateToSee() {
    Synthesis made =
        synthesize("lake: {buckets: [{purpose: kept, retention: {days: 9, locked: true}}]}");
    assertThat(made.resource("google_storage_bucket").path("retention_policy"))
        .isEqualTo(Case.json("{\"is_locked\":true,\"retention_period\":\"777600\"}"));
  }

  @Test
  void dataAndItsKeyAreMadeAfterTheGrantThatLetsGoogleUseIt() {
    for (String type : List.of("google_storage_bucket", "google_bigquery_dataset")) {
      ALL.resources(type)
          .forEach(
              (address, resource) -> {
                if (address.startsWith("lake ")) {
                  assertThat(resource.path("depends_on").toString())
                      .as(address)
                      .contains("google_kms_crypto_key_iam_member.");
                }
              });
    }
  }

  @Test
  void aPartitionedTableRefusesAQueryThatReadsItAllUnlessSaidOtherwise() {
    assertThat(table("trips").path("require_partition_filter").asBoolean()).isTrue();
    assertThat(table("events").path("require_partition_filter").asBoolean(true)).isFalse();
    assertThat(
            table("files")
                .at(
                    "/external_data_configuration/hive_partitioning_options/require_partition_filter")
                .asBoolean())
        .isTrue();
  }

  @Test
  void columnsAreSpelledAsBigQueryAnswersThem() throws IOException {
    assertThat(Case.json(table("trips").path("schema").asText()))
        .isEqualTo(
            Case.json(
                "[{\"name\":\"pickup_at\",\"type\":\"TIMESTAMP\",\"mode\":\"REQUIRED\",\"description\":\"In UTC\"},"
                    + "{\"name\":\"zone\",\"type\":\"STRING\",\"mode\":\"NULLABLE\"},"
                    + "{\"name\":\"fare\",\"type\":\"NUMERIC\",\"mode\":\"NULLABLE\"}]"));
  }

  @Test
  void filesAreReadWhereTheyLieWithTheTypesOfTheirFolders() {
    JsonNode files = table("files").path("external_data_configuration");
    assertThat(files.at("/source_uris/0").asText())
        .isEqualTo("gs://${google_storage_bucket.lake.name}/trips/yellow/*");
    assertThat(files.at("/hive_partitioning_options/source_uri_prefix").asText())
        .endsWith("/trips/yellow/{year:INTEGER}/{month:STRING}");
    assertThat(files.path("autodetect").asBoolean()).isTrue();
    assertThat(table("lines").at("/external_data_configuration/autodetect").asBoolean(true))
        .isFalse();
  }

  @Test
  void tablesThatHoldRowsAreProtectedWithTheRestAndThoseOverFilesAreNot() {
    String lake =
        """
        protect: true
        lake: {buckets: [{purpose: raw}], datasets: [{id: a, tables: [{id: rows}, {id: files, external: {bucket: raw}}]}]}
        """;
    Synthesis made = synthesize(lake);
    assertThat(protection(made, "rows")).isTrue();
    assertThat(protection(made, "files")).isFalse();
    assertThat(protection(ALL, "trips")).isFalse();
  }

  @Test
  void aDatasetWithoutWishesSaysNothingAboutThem() {
    PROD.resources("google_bigquery_dataset")
        .forEach(
            (address, dataset) ->
                assertThat(dataset.has("max_time_travel_hours"))
                    .as(address)
                    .isEqualTo(dataset.has("storage_billing_model"))
                    .isFalse());
  }

  private static boolean protection(Synthesis made, String table) {
    return find(made, "google_bigquery_table", "-" + table).path("deletion_protection").asBoolean();
  }

  private static boolean versions(Synthesis made, String purpose) {
    return find(made, "google_storage_bucket", "." + purpose).at("/versioning/enabled").asBoolean();
  }

  private static long softDeleteDays(JsonNode bucket) {
    return bucket.at("/soft_delete_policy/retention_duration_seconds").asLong() / 86_400;
  }

  private static JsonNode bucket(String purpose) {
    return find(ALL, "google_storage_bucket", "." + purpose);
  }

  private static JsonNode table(String id) {
    return find(ALL, "google_bigquery_table", "-" + id);
  }

  private static JsonNode find(Synthesis made, String type, String end) {
    return made.resources(type).entrySet().stream()
        .filter(each -> each.getKey().startsWith("lake ") && each.getKey().endsWith(end))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static Synthesis synthesize(String more) {
    String yaml =
        """
        project: acme-data-dev
        region: us-central1
        data_location: US
        owner: data-team@acme.example
        budget: {monthly: 10 USD}
        """
            + more;
    try {
      return Case.synthesize(
          SettingsLoader.parse(yaml, "tollgate.yaml", Optional.empty()), Removal.NONE);
    } catch (SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }
}
