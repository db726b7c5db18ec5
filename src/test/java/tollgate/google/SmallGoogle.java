package tollgate.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tollgate.google.GoogleServer.Answer;
import tollgate.google.GoogleServer.Seen;

/** As much of Google as bootstrap touches, with a memory, which can go down at a request. */
final class SmallGoogle {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final TreeSet<String> apis = new TreeSet<>();
  private final Map<String, ObjectNode> buckets = new TreeMap<>();
  private final TreeSet<String> accounts = new TreeSet<>();
  private final Map<String, ObjectNode> policies = new TreeMap<>();
  private int requests;
  private int changes;
  private int downFrom = Integer.MAX_VALUE;
  private boolean effect;

  /**
   * Goes down.
   *
   * @param request the first that gets no good answer, from 1
   * @param withEffect whether that one still does what it asks for
   */
  synchronized void downFrom(int request, boolean withEffect) {
    requests = 0;
    downFrom = request;
    effect = withEffect;
  }

  synchronized void up() {
    downFrom(Integer.MAX_VALUE, false);
  }

  synchronized int requests() {
    return requests;
  }

  synchronized int changes() {
    return changes;
  }

  synchronized String state() {
    return apis + "\n" + buckets + "\n" + accounts + "\n" + policies;
  }

  synchronized void bucket(String name, String json) {
    try {
      buckets.put(name, (ObjectNode) JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  synchronized Answer answer(Seen seen) {
    requests++;
    if (requests > downFrom || (requests == downFrom && !effect)) {
      return Answer.of(503, "");
    }
    try {
      Answer answer =
          handle(
              seen, seen.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(seen.body()));
      return requests == downFrom ? Answer.of(503, "") : answer;
    } catch (JsonProcessingException e) {
      return Answer.of(400, "{}");
    }
  }

  private Answer handle(Seen seen, JsonNode body) {
    String path = seen.path();
    if (path.endsWith("/services")) {
      ObjectNode answer = JSON.createObjectNode();
      ArrayNode services = answer.putArray("services");
      apis.forEach(api -> services.addObject().put("name", "projects/1/services/" + api));
      return Answer.of(200, answer.toString());
    }
    if (path.endsWith("services:batchEnable")) {
      changes++;
      body.path("serviceIds").forEach(id -> apis.add(id.asText()));
      return Answer.of(200, "{\"name\": \"operations/x\"}");
    }
    if (path.endsWith("operations/x")) {
      return Answer.of(200, "{\"name\": \"operations/x\", \"done\": true}");
    }
    if (path.endsWith(":getIamPolicy")) {
      return Answer.of(200, policy(path.replace(":getIamPolicy", "")).toString());
    }
    if (path.endsWith(":setIamPolicy")) {
      String of = path.replace(":setIamPolicy", "");
      if (!body.path("policy").path("etag").equals(policy(of).path("etag"))) {
        return Answer.of(409, "{}");
      }
      changes++;
      ObjectNode fresh = (ObjectNode) body.path("policy");
      policies.put(of, fresh.put("etag", "e" + fresh.hashCode()));
      return Answer.of(200, fresh.toString());
    }
    if (path.startsWith("/iam/")) {
      return account(seen, path, body);
    }
    if (path.startsWith("/storage/")) {
      return bucket(seen, path, body);
    }
    return path.endsWith("/v3/projects/acme-data-dev")
        ? Answer.of(200, "{\"name\": \"projects/123456789012\", \"state\": \"ACTIVE\"}")
        : Answer.of(404, "{}");
  }

  private ObjectNode policy(String of) {
    return policies.computeIfAbsent(
        of,
        unused -> {
          ObjectNode policy = JSON.createObjectNode().put("etag", "e0");
          policy
              .putArray("bindings")
              .addObject()
              .put("role", "roles/owner")
              .putArray("members")
              .add("user:o@x.example");
          return policy;
        });
  }

  private Answer account(Seen seen, String path, JsonNode body) {
    if (seen.method().equals("POST")) {
      changes++;
      return accounts.add(
              body.path("accountId").asText() + "@acme-data-dev.iam.gserviceaccount.com")
          ? Answer.of(200, "{}")
          : Answer.of(409, "{}");
    }
    return accounts.contains(path.substring(path.lastIndexOf('/') + 1))
        ? Answer.of(200, "{}")
        : Answer.of(404, "{}");
  }

  private Answer bucket(Seen seen, String path, JsonNode body) {
    String name =
        path.endsWith("/b")
            ? body.path("name").asText()
            : path.substring(path.lastIndexOf('/') + 1);
    if (seen.method().equals("GET")) {
      return buckets.containsKey(name)
          ? Answer.of(200, String.valueOf(buckets.get(name)))
          : Answer.of(404, "{}");
    }
    if (seen.method().equals("POST") && buckets.containsKey(name)) {
      return Answer.of(409, "{}");
    }
    changes++;
    ObjectNode bucket = buckets.getOrDefault(name, JSON.createObjectNode());
    bucket
        .put("projectNumber", "123456789012")
        .put("metageneration", "1")
        .setAll((ObjectNode) body);
    buckets.put(name, bucket);
    return Answer.of(200, bucket.toString());
  }
}
