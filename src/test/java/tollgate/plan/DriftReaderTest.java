package tollgate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftReaderTest {

  @Test
  void whatHasDriftedIsAChangeAndWhatHasNotStandsAsItIs() throws Exception {
    List<ResourceChange> changes =
        drift(
            """
            "resource_drift": [{
              "address": "google_storage_bucket.a", "type": "google_storage_bucket", "name": "a",
              "change": {"actions": ["update"], "before": {"location": "US"}, "after": {"location": "EU"}}}],
            "prior_state": {"values": {"root_module": {
              "resources": [
                {"address": "google_storage_bucket.a", "type": "google_storage_bucket", "name": "a",
                 "values": {"location": "EU"}}],
              "child_modules": [{"resources": [
                {"address": "module.m.google_storage_bucket.b", "mode": "managed",
                 "type": "google_storage_bucket", "name": "b", "values": {"location": "US"},
                 "sensitive_values": {"location": true}}]}]}}}""");

    assertThat(changes)
        .extracting(change -> change.address() + " " + change.action())
        .containsExactly(
            "google_storage_bucket.a UPDATE", "module.m.google_storage_bucket.b NO_OP");
    assertThat(changes.get(1).after().get("location").text()).contains("US");
    assertThat(changes.get(1).after().isSensitive("location")).isTrue();
  }

  @Test
  void theDriftOfALeftOverHalfLeavesTheObjectThatStandsInItsPlace() throws Exception {
    List<ResourceChange> changes =
        drift(
            """
            "resource_drift": [{
              "address": "google_storage_bucket.a", "deposed": "0123abcd",
              "type": "google_storage_bucket", "name": "a",
              "change": {"actions": ["delete"], "before": {"name": "old"}, "after": null}}],
            "prior_state": {"values": {"root_module": {"resources": [
              {"address": "google_storage_bucket.a", "type": "google_storage_bucket", "name": "a",
               "values": {"name": "new"}},
              {"address": "google_storage_bucket.a", "deposed_key": "4567cdef",
               "type": "google_storage_bucket", "name": "a", "values": {"name": "older"}}]}}}""");

    assertThat(changes)
        .extracting(change -> change.action() + " " + change.deposed().orElse("-"))
        .containsExactly("DELETE 0123abcd", "NO_OP -", "NO_OP 4567cdef");
  }

  private static List<ResourceChange> drift(String parts) throws Exception {
    return Plan.drift(
            new ObjectMapper().readTree("{\"format_version\": \"1.2\", %s}".formatted(parts)))
        .changes();
  }
}
