package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The bucket of terraform's state: old versions are kept for a while, nobody else may read it. */
final class StateBucket {
  /** Enough to go back behind a bad week, for a state that is written at each deploy. */
  private static final int VERSIONS = 50;

  private final GoogleClient client;
  private final Bootstrap.Wish wish;

  StateBucket(GoogleClient client, Bootstrap.Wish wish) {
    this.client = client;
    this.wish = wish;
  }

  /** What is to be done about it; empty when it is as it should be. */
  Optional<Bootstrap.Step> step() throws GoogleException {
    Optional<JsonNode> found = find();
    if (found.isEmpty()) {
      return Optional.of(
          new Bootstrap.Step(
              "make the bucket %s in %s: versioned, private, the last %d versions kept"
                  .formatted(wish.bucket(), wish.region(), VERSIONS),
              this::make));
    }
    List<String> faults = faults(found.get());
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Bootstrap.Step(
                "set on the bucket %s: %s".formatted(wish.bucket(), String.join(", ", faults)),
                this::mend));
  }

  private Optional<JsonNode> find() throws GoogleException {
    JsonNode bucket;
    try {
      bucket = client.get(Api.STORAGE, path());
    } catch (GoogleException failed) {
      switch (failed.problem().kind()) {
        case NOT_FOUND -> {
          return Optional.empty();
        }
        case PERMISSION -> throw taken();
        default -> throw failed;
      }
    }
    String owner =
        client
            .get(Api.RESOURCE_MANAGER, "/v3/projects/" + wish.project())
            .path("name")
            .asText()
            .replace("projects/", "");
    if (!owner.equals(bucket.path("projectNumber").asText())) {
      throw taken();
    }
    return Optional.of(bucket);
  }

  private GoogleException taken() {
    return GoogleClient.problem(
        GoogleProblem.Kind.CONFLICT,
        "The bucket %s belongs to another project.".formatted(wish.bucket()),
        "Name another one: state: {backend: gcs, bucket: NAME} in tollgate.yaml.");
  }

  private String path() {
    return "/storage/v1/b/" + wish.bucket();
  }

  private static List<String> faults(JsonNode bucket) {
    List<String> faults = new ArrayList<>();
    if (!bucket.path("versioning").path("enabled").asBoolean()) {
      faults.add("versions");
    }
    JsonNode access = bucket.path("iamConfiguration");
    if (!access.path("uniformBucketLevelAccess").path("enabled").asBoolean()) {
      faults.add("uniform access");
    }
    if (!access
        .path("publicAccessPrevention")
        .asText("")
        .toLowerCase(Locale.ROOT)
        .equals("enforced")) {
      faults.add("public access prevention");
    }
    if (bucket.path("lifecycle").path("rule").isEmpty()) {
      faults.add("an end for old versions");
    }
    return faults;
  }

  private static ObjectNode asItShouldBe(boolean withLifecycle) {
    ObjectNode body = GoogleClient.JSON.createObjectNode();
    body.putObject("versioning").put("enabled", true);
    ObjectNode access = body.putObject("iamConfiguration");
    access.putObject("uniformBucketLevelAccess").put("enabled", true);
    access.put("publicAccessPrevention", "enforced");
    if (withLifecycle) {
      ObjectNode rule = body.putObject("lifecycle").putArray("rule").addObject();
      rule.putObject("action").put("type", "Delete");
      rule.putObject("condition").put("numNewerVersions", VERSIONS).put("isLive", false);
    }
    return body;
  }

  private void make() throws GoogleException {
    ObjectNode body =
        asItShouldBe(true).put("name", wish.bucket()).put("location", wish.region().value());
    try {
      client.create(Api.STORAGE, "/storage/v1/b?project=" + wish.project(), body);
    } catch (GoogleException failed) {
      // Perhaps an earlier request came through although its answer did not; looking tells whose it
      // is.
      if (failed.problem().kind() != GoogleProblem.Kind.CONFLICT || find().isEmpty()) {
        throw failed;
      }
    }
  }

  private void mend() throws GoogleException {
    JsonNode now = client.get(Api.STORAGE, path());
    // Somebody's own lifecycle stays as it is.
    boolean lifecycle = now.path("lifecycle").path("rule").isEmpty();
    client.change(
        Api.STORAGE,
        "PATCH",
        path()
            + "?ifMetagenerationMatch="
            + GoogleClient.encoded(now.path("metageneration").asText("0")),
        asItShouldBe(lifecycle));
  }
}
