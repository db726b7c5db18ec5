package tollgate.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tollgate.schema.value.Values;

class RehearsalTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path directory;

  @Test
  void whatIsBrokenIsSeenByEverybodyWhoLooksAtTheDirectory() throws IOException {
    Breakage quota = breakage(BreakKind.QUOTA, "google_sql_*", 2);
    new Rehearsal(directory).change(state -> new Rehearsal.State(Set.of("act-as"), List.of(quota)));
    Rehearsal.State seen = new Rehearsal(directory).now();
    assertThat(seen.off()).containsExactly("act-as");
    assertThat(seen.breakages()).containsExactly(quota);
  }

  @Test
  void itStrikesAsOftenAsItWasTold() throws IOException {
    Rehearsal rehearsal = new Rehearsal(directory);
    rehearsal.change(
        state ->
            new Rehearsal.State(
                Set.of(), List.of(breakage(BreakKind.INTERNAL, "google_storage_bucket", 2))));
    assertThat(rehearsal.strike(creating("google_bigquery_dataset", "{}"))).isEmpty();
    assertThat(rehearsal.strike(creating("google_storage_bucket", "{}"))).isPresent();
    assertThat(rehearsal.strike(creating("google_storage_bucket", "{}"))).isPresent();
    assertThat(rehearsal.strike(creating("google_storage_bucket", "{}"))).isEmpty();
    assertThat(new Rehearsal(directory).now().breakages()).isEmpty();
  }

  @Test
  void manyAtOnceStrikeNoOftenerThanTold() throws IOException {
    Rehearsal rehearsal = new Rehearsal(directory);
    rehearsal.change(
        state -> new Rehearsal.State(Set.of(), List.of(breakage(BreakKind.INTERNAL, "*", 7))));
    long struck =
        IntStream.range(0, 40)
            .parallel()
            .filter(i -> rehearsal.strike(creating("google_storage_bucket", "{}")).isPresent())
            .count();
    assertThat(struck).isEqualTo(7);
  }

  @Test
  void anAddressIsKnownByTheTextsOfItsArguments() {
    Breakage one =
        new Breakage(
            BreakKind.INTERNAL,
            "google_storage_bucket.lake",
            List.of(new Breakage.Target("google_storage_bucket", Map.of("name", "acme-lake"))),
            Set.of(Operation.CREATE),
            0,
            Duration.ZERO,
            NOW);
    assertThat(one.meets(creating("google_storage_bucket", "{\"name\":\"acme-lake\"}"))).isTrue();
    assertThat(one.meets(creating("google_storage_bucket", "{\"name\":\"other\"}"))).isFalse();
  }

  @Test
  void aDamagedFileSaysWhatToDo() throws IOException {
    Files.writeString(directory.resolve("rehearsal.json"), "{\"breakages\":[{\"kind\":\"x\"}]}");
    assertThatThrownBy(() -> new Rehearsal(directory).now())
        .hasMessageContaining("rehearsal.json is damaged")
        .hasMessageContaining("delete it");
  }

  @ParameterizedTest
  @EnumSource(BreakKind.class)
  void everyKindHasAWordThatMeansIt(BreakKind kind) {
    assertThat(BreakKind.of(kind.word())).contains(kind);
    assertThat(kind.usually()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permission-denied|google_storage_bucket|googleapi: Error 403: sandbox@example.com does not have storage.buckets.create access to the Google Cloud project. Permission 'storage.buckets.create' denied on resource (or it may not exist)., forbidden",
        "permission-denied|google_bigquery_dataset|Error creating Dataset: googleapi: Error 403: Access Denied: Project acme-data-dev: User does not have bigquery.datasets.create permission in project acme-data-dev., accessDenied",
        "permission-denied|google_sql_database_instance|Error, failed to create instance thing: googleapi: Error 403: The client is not authorized to make this request., notAuthorized",
        "quota|google_compute_instance|Error waiting for instance to create: Quota 'CPUS' exceeded.  Limit: 24.0 in region us-central1.",
        "quota|google_secret_manager_secret|Error creating Secret: googleapi: Error 429: Resource has been exhausted (e.g. check quota).",
        "not-found|google_secret_manager_secret|Error creating Secret: googleapi: Error 404: Requested entity was not found.",
        "conflict|google_storage_bucket|googleapi: Error 409: Your previous request to create the named bucket succeeded and you already own it., conflict",
        "rate-limited|google_compute_network|Error creating Network: googleapi: Error 403: Quota exceeded for quota group 'ReadGroup'",
        "internal|google_artifact_registry_repository|Error creating Repository: googleapi: Error 500: Internal error encountered.",
        "unavailable|google_service_account|Error creating service account: googleapi: Error 503: The service is currently unavailable., backendError",
        "stockout|google_compute_instance|Error waiting for instance to create: The zone 'projects/acme-data-dev/zones/us-central1-a' does not have enough resources available to fulfill the request.",
        "api-disabled|google_cloud_run_v2_service|Error creating Service: googleapi: Error 403: Cloud Run Admin API has not been used in project",
        "not-listening|google_cloud_run_v2_service|Error waiting to create Service: Error waiting for Creating Service: Error code 9"
      })
  void theProvidersSentenceIsGooglesOwn(String word, String type, String sentence) {
    Attempt attempt =
        creating(
            type,
            "{\"id\":\"x\",\"name\":\"thing\",\"project\":\"acme-data-dev\",\"zone\":\"us-central1-a\"}");
    assertThat(BreakKind.of(word).orElseThrow().sentence(attempt)).startsWith(sentence);
  }

  @Test
  void aFreshAccountIsNotKnownToPoliciesYet() {
    assertThat(
            BreakKind.FRESH_ACCOUNT.sentence(
                creating(
                    "google_storage_bucket_iam_member",
                    "{\"bucket\":\"lake\",\"role\":\"roles/storage.admin\",\"member\":\"serviceAccount:a@b.iam.gserviceaccount.com\"}")))
        .isEqualTo(
            "Error applying IAM policy for storage bucket \"b/lake\": Error setting IAM policy for storage bucket \"b/lake\": googleapi: Error 400: Service account a@b.iam.gserviceaccount.com does not exist., invalid");
  }

  private static Breakage breakage(BreakKind kind, String type, int left) {
    return new Breakage(
        kind,
        type,
        List.of(new Breakage.Target(type, Map.of())),
        kind.usually(),
        left,
        Duration.ofSeconds(15),
        NOW);
  }

  private static Attempt creating(String type, String json) {
    return Applied.attempt(Operation.CREATE, type, Values.NULL, Applied.state(type, json));
  }
}
