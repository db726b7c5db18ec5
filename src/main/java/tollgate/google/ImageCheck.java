package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.config.read.Shown;
import tollgate.doctor.Outcome;

/**
 * Whether container images can be pulled and run on Cloud Run, which runs linux/amd64 alone
 * (cloud.google.com/run/docs/container-contract). Asked is the registry, in the words of the OCI
 * distribution specification; nothing is downloaded but the manifest.
 */
final class ImageCheck {
  private static final String HUB = "registry-1.docker.io";
  private static final String WANTED = "linux/amd64";
  private static final Pattern GOOGLE =
      Pattern.compile("[a-z0-9-]+-docker\\.pkg\\.dev|([a-z]+\\.)?gcr\\.io");

  /** Where registries of Google and Docker keep what they refer to. */
  private static final Pattern STORE =
      Pattern.compile(
          "(?:[a-z0-9-]+\\.)*(?:docker\\.com|r2\\.cloudflarestorage\\.com|googleapis\\.com|pkg\\.dev|gcr\\.io)");

  private static final Pattern NAME =
      Pattern.compile(
          "(?:([a-z0-9.-]+\\.[a-z]+(?::[0-9]+)?)/)?([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)"
              + "(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?");
  private static final String MANIFESTS =
      "application/vnd.oci.image.index.v1+json,"
          + " application/vnd.docker.distribution.manifest.list.v2+json,"
          + " application/vnd.oci.image.manifest.v1+json,"
          + " application/vnd.docker.distribution.manifest.v2+json";

  private final GoogleClient client;
  private final Set<String> mirrors;

  /** An image in a registry. */
  private record Image(String host, String repository, String reference) {}

  private ImageCheck(GoogleClient client, Set<String> mirrors) {
    this.client = client;
    this.mirrors = mirrors;
  }

  /** Looks at every image that is wanted. */
  static Outcome look(GoogleClient client, Demand demand) throws GoogleException {
    ImageCheck check = new ImageCheck(client, demand.mirrors());
    List<String> bad = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String image : new TreeSet<>(demand.images())) {
      Optional<Image> parsed = check.parse(image);
      if (parsed.isEmpty()) {
        bad.add(
            "%s is nothing that Cloud Run takes: an image of Artifact Registry, gcr.io or Docker Hub."
                .formatted(Shown.bare(image)));
      } else {
        check
            .look(image, parsed.get())
            .ifPresent(each -> (each.sure() ? bad : unknown).add(each.sentence()));
      }
    }
    if (!bad.isEmpty()) {
      bad.addAll(unknown);
      return Outcome.missing(
          String.join(" ", bad),
          "Name another image or tag; build one with docker buildx build --platform linux/amd64.");
    }
    if (!unknown.isEmpty()) {
      return Outcome.unchecked(
          String.join(" ", unknown), "docker manifest inspect IMAGE tells by hand.");
    }
    return Outcome.ok(
        "%s there, for %s."
            .formatted(
                demand.images().size() == 1
                    ? "The image is"
                    : "All %d images are".formatted(demand.images().size()),
                WANTED));
  }

  /** What is wrong with an image, or what could not be told of it. */
  private record Fault(boolean sure, String sentence) {}

  private Optional<Image> parse(String image) {
    String name = image;
    for (String mirror : mirrors) {
      if (image.startsWith(mirror)) {
        // The repository passes on what Docker Hub has, and may not be made yet.
        name = image.substring(mirror.length());
      }
    }
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String host = parts.group(1) == null ? "docker.io" : parts.group(1);
    String repository = parts.group(2);
    String reference =
        parts.group(4) != null
            ? parts.group(4)
            : parts.group(3) != null ? parts.group(3) : "latest";
    if (host.equals("docker.io") || host.equals("index.docker.io")) {
      return Optional.of(
          new Image(
              HUB, repository.contains("/") ? repository : "library/" + repository, reference));
    }
    return GOOGLE.matcher(host).matches()
        ? Optional.of(new Image(host, repository, reference))
        : Optional.empty();
  }

  private Optional<Fault> look(String shown, Image image) throws GoogleException {
    String name = Shown.bare(shown);
    Optional<String> token = image.host().equals(HUB) ? hubToken(image) : client.bearer();
    GoogleClient.Page page =
        client.page(
            image.host(),
            "/v2/%s/manifests/%s".formatted(image.repository(), image.reference()),
            MANIFESTS,
            token);
    return switch (page.status()) {
      case 200 -> {
        Set<String> platforms = platforms(image, page.json(), token);
        if (platforms.isEmpty()) {
          yield Optional.of(
              new Fault(false, "%s is there, but not what machines it is for.".formatted(name)));
        }
        yield platforms.contains(WANTED)
            ? Optional.empty()
            : Optional.of(
                new Fault(
                    true,
                    "%s is for %s and not for %s, which Cloud Run needs."
                        .formatted(name, Shown.bare(String.join(", ", platforms)), WANTED)));
      }
      case 404 ->
          Optional.of(new Fault(true, "%s does not exist, or its tag does not.".formatted(name)));
      case 401, 403 ->
          Optional.of(
              image.host().equals(HUB)
                  ? new Fault(
                      true, "%s does not exist on Docker Hub, or is private.".formatted(name))
                  : new Fault(
                      false,
                      "%s may not be read with these credentials (HTTP %d)."
                          .formatted(name, page.status())));
      default ->
          Optional.of(
              new Fault(
                  false,
                  "The registry of %s answered with HTTP %d.".formatted(name, page.status())));
    };
  }

  /** Docker Hub gives everybody a token for what is public. */
  private Optional<String> hubToken(Image image) throws GoogleException {
    GoogleClient.Page page =
        client.page(
            "auth.docker.io",
            "/token?service=registry.docker.io&scope="
                + GoogleClient.encoded("repository:%s:pull".formatted(image.repository())),
            "application/json",
            Optional.empty());
    return Optional.of(page.json().path("token").asText("")).filter(token -> !token.isEmpty());
  }

  private Set<String> platforms(Image image, JsonNode manifest, Optional<String> token)
      throws GoogleException {
    Set<String> platforms = new TreeSet<>();
    if (manifest.path("manifests").isArray()) {
      for (JsonNode each : manifest.path("manifests")) {
        add(platforms, each.path("platform"));
      }
      return platforms;
    }
    String digest = manifest.path("config").path("digest").asText("");
    if (digest.matches("sha256:[0-9a-f]{64}")) {
      add(platforms, config(image, digest, token));
    }
    return platforms;
  }

  private JsonNode config(Image image, String digest, Optional<String> token)
      throws GoogleException {
    GoogleClient.Page page =
        client.page(
            image.host(),
            "/v2/%s/blobs/%s".formatted(image.repository(), digest),
            "application/json",
            token);
    if (page.status() / 100 != 3) {
      return page.json();
    }
    Optional<URI> there = page.location().flatMap(text -> stored(image, text));
    return there.isEmpty()
        ? GoogleClient.JSON.createObjectNode()
        : client
            .page(
                there.get().getHost(),
                there.get().getRawPath()
                    + (there.get().getRawQuery() == null ? "" : "?" + there.get().getRawQuery()),
                "application/json",
                Optional.empty())
            .json();
  }

  /** Where a registry sends us on to, unsigned; only to places that belong to one. */
  private static Optional<URI> stored(Image image, String location) {
    try {
      URI there = URI.create("https://" + image.host() + "/").resolve(location);
      return Optional.of(there)
          .filter(uri -> "https".equals(uri.getScheme()) && uri.getHost() != null)
          .filter(uri -> uri.getPort() == -1 && STORE.matcher(uri.getHost()).matches());
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  /** Attestations are listed as images for a platform that is called unknown. */
  private static void add(Set<String> platforms, JsonNode platform) {
    String text = platform.path("os").asText("") + "/" + platform.path("architecture").asText("");
    if (text.length() > 1 && !text.contains("unknown")) {
      platforms.add(text);
    }
  }
}
