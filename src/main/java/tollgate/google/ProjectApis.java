package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tollgate.config.ProjectId;

/** Which APIs a project has enabled. */
final class ProjectApis {
  /** As many as one request may name (serviceusage, services.batchEnable). */
  private static final int MOST = 20;

  private final GoogleClient client;
  private final ProjectId project;

  ProjectApis(GoogleClient client, ProjectId project) {
    this.client = client;
    this.project = project;
  }

  /** Those of the wanted ones that are not enabled, as in {@code run.googleapis.com}. */
  Set<String> missing(Set<String> wanted) throws GoogleException {
    Set<String> missing = new TreeSet<>(wanted);
    for (JsonNode service :
        client.list(
            Api.SERVICE_USAGE,
            "/v1/projects/%s/services?filter=state:ENABLED&pageSize=200&fields=services/name,nextPageToken"
                .formatted(project),
            "services")) {
      String name = service.path("name").asText();
      missing.remove(name.substring(name.lastIndexOf('/') + 1));
    }
    return missing;
  }

  /** Enables them and waits until they are. */
  void enable(Set<String> apis, Patience patience) throws GoogleException {
    List<String> all = List.copyOf(apis);
    for (int i = 0; i < all.size(); i += MOST) {
      ObjectNode body = GoogleClient.JSON.createObjectNode();
      ArrayNode ids = body.putArray("serviceIds");
      all.subList(i, Math.min(all.size(), i + MOST)).forEach(ids::add);
      // Enabling what is enabled changes nothing, so this may be made twice.
      finish(
          client.ask(
              Api.SERVICE_USAGE, "/v1/projects/%s/services:batchEnable".formatted(project), body),
          patience);
    }
    patience.until(() -> missing(apis).isEmpty(), "The APIs are not enabled after two minutes.");
  }

  private void finish(JsonNode started, Patience patience) throws GoogleException {
    JsonNode operation = started;
    String name = operation.path("name").asText("");
    for (int i = 0; i < Patience.LOOKS && !operation.path("done").asBoolean(); i++) {
      if (!name.matches("operations/[A-Za-z0-9._-]{1,200}")) {
        return;
      }
      patience.pause();
      operation = client.get(Api.SERVICE_USAGE, "/v1/" + name);
    }
    if (operation.has("error")) {
      ObjectNode body = GoogleClient.JSON.createObjectNode();
      body.set("error", operation.path("error"));
      throw new GoogleException(GoogleProblem.of(403, body.toString(), Api.SERVICE_USAGE));
    }
  }
}
