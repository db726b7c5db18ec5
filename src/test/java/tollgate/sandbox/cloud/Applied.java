package tollgate.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.sandbox.store.ObjectStore;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;
import tollgate.schema.value.JsonValues;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** A store, its rules, and attempts at changing it; the clock is moved by hand. */
final class Applied implements AutoCloseable {
  static final ProviderBlock PROVIDER =
      ProviderBlock.of(
          new Value.Fields(
              java.util.Map.of(
                  "project", Value.text("acme-data-dev"), "region", Value.text("us-central1"))));

  final Rehearsal rehearsal;
  final Incidents incidents = new Incidents();
  private final ObjectStore store;
  private final Rules rules;
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");

  Applied(Path directory) throws IOException {
    Clock clock =
        new Clock() {
          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        };
    this.rehearsal = new Rehearsal(directory);
    this.store = ObjectStore.open(directory, Duration.ZERO, clock);
    this.rules = new Rules(new World(store, Remnants.open(directory), clock), rehearsal, incidents);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Duration settling(String type) {
    return rules.settling(type);
  }

  /** Plans to create it; what the rules say to that comes with the apply. */
  void plan(String type, String json) {
    rules.planned(type, PROVIDER, state(type, json));
  }

  /** Creates it unless a rule forbids that; returns Google's words, or "". */
  String create(String type, String json) {
    Value state = state(type, json);
    Optional<Rule.Refusal> refusal =
        rules.against(attempt(Operation.CREATE, type, Values.NULL, state));
    if (refusal.isEmpty()) {
      try {
        store.create(type, state.at("id").textOrEmpty(), tree(json));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return refusal.map(Rule.Refusal::sentence).orElse("");
  }

  String update(String type, String json) {
    Value state = state(type, json);
    return rules
        .against(attempt(Operation.UPDATE, type, state, state))
        .map(Rule.Refusal::sentence)
        .orElse("");
  }

  /** Deletes it unless a rule forbids that; returns Google's words, or "". */
  String delete(String type, String json) {
    Value state = state(type, json);
    String id = state.at("id").textOrEmpty();
    Optional<Rule.Refusal> refusal =
        rules.against(attempt(Operation.DELETE, type, state, Values.NULL));
    if (refusal.isEmpty()) {
      try {
        rules.deleting(type, id);
        store.delete(type, id);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return refusal.map(Rule.Refusal::sentence).orElse("");
  }

  static Attempt attempt(Operation operation, String type, Value prior, Value wanted) {
    return new Attempt(operation, schema(type), PROVIDER, prior, wanted);
  }

  static Value state(String type, String json) {
    return JsonValues.read(schema(type).block(), tree(json));
  }

  private static ResourceSchema schema(String type) {
    return Schema.google().resource(type).orElseThrow();
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
