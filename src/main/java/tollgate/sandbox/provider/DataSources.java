package tollgate.sandbox.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.sandbox.store.ObjectStore;
import tollgate.sandbox.store.StoredObject;
import tollgate.sandbox.wire.Calls;
import tollgate.schema.Attribute;
import tollgate.schema.ResourceSchema;
import tollgate.schema.check.Problem;
import tollgate.schema.value.JsonValues;
import tollgate.schema.value.Path;
import tollgate.schema.value.Type;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/**
 * Data sources: the project and the caller, what the sandbox holds under a resource of the same
 * name, and nothing else.
 */
final class DataSources {
  private final ObjectStore store;

  DataSources(ObjectStore store) {
    this.store = store;
  }

  Calls.Answer read(ProviderBlock provider, ResourceSchema source, Value config) {
    Map<String, Value> found = new LinkedHashMap<>(((Value.Fields) config).values());
    String project = config.at("project").asText().or(provider::project).orElse("sandbox-project");
    switch (source.type()) {
      case "google_project" -> {
        String id = config.at("project_id").asText().orElse(project);
        put(found, "project_id", id);
        put(found, "name", id);
        put(found, "number", Invention.projectNumber(id));
        put(found, "id", "projects/" + id);
      }
      case "google_client_config" -> {
        put(found, "project", project);
        put(found, "region", provider.region().orElse(""));
        put(found, "zone", provider.zone().orElse(""));
        put(found, "access_token", "sandbox-token");
        put(found, "id", "projects/%s".formatted(project));
      }
      case "google_client_openid_userinfo" -> {
        put(found, "email", "sandbox@example.com");
        put(found, "id", "sandbox@example.com");
      }
      default -> {
        Optional<StoredObject> object = stored(source, config, project);
        if (object.isEmpty()) {
          return new Calls.Answer(
              config,
              List.of(
                  Problem.error(
                      "%s: googleapi: Error 404: not found, notFound".formatted(source.type()),
                      "The sandbox holds no %s with these arguments.".formatted(source.type()),
                      Path.ROOT)));
        }
        Value state = JsonValues.read(source.block(), object.get().state());
        source
            .block()
            .attributes()
            .keySet()
            .forEach(name -> found.put(name, keep(config.at(name), state.at(name))));
        source
            .block()
            .blocks()
            .values()
            .forEach(
                block ->
                    found.put(block.name(), keep(config.at(block.name()), state.at(block.name()))));
      }
    }
    return Calls.Answer.of(complete(source, found));
  }

  private Optional<StoredObject> stored(ResourceSchema source, Value config, String project) {
    return store.ofType(source.type()).stream()
        .filter(each -> matches(source, config, each))
        .filter(
            each ->
                !each.state().path("project").isTextual()
                    || each.state().path("project").asText().equals(project))
        .findFirst();
  }

  private static boolean matches(ResourceSchema source, Value config, StoredObject object) {
    for (Attribute each : source.block().attributes().values()) {
      String wanted = config.at(each.name()).textOrEmpty();
      String has = object.state().path(each.name()).asText();
      boolean path = has.endsWith("/" + wanted) || wanted.endsWith("/" + has);
      if (each.required() && !wanted.equals(has) && !path) {
        return false;
      }
    }
    return true;
  }

  private static Value keep(Value written, Value stored) {
    return written.isNull() || (stored.isPresent() && written.isZero()) ? stored : written;
  }

  /** Every attribute that is still unknown or missing becomes null. */
  private static Value complete(ResourceSchema source, Map<String, Value> found) {
    Map<String, Value> whole = new LinkedHashMap<>();
    source
        .block()
        .attributes()
        .keySet()
        .forEach(name -> whole.put(name, found.getOrDefault(name, Values.NULL)));
    source
        .block()
        .blocks()
        .values()
        .forEach(
            block -> whole.put(block.name(), found.getOrDefault(block.name(), Type.absent(block))));
    return new Value.Fields(whole);
  }

  private static void put(Map<String, Value> found, String name, String value) {
    found.put(name, Value.text(value));
  }
}
