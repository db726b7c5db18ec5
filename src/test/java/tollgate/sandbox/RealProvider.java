package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.sandbox.cloud.ProjectNumber;
import tollgate.schema.Block;
import tollgate.schema.Schema;

/**
 * A built google provider that plans without Google: its token is invented, whatever it wants to
 * ask over the network fails at once, and what a data source needs to be read is answered here, as
 * the sandbox answers it.
 */
public final class RealProvider implements AutoCloseable {
  private static final Pattern REATTACH = Pattern.compile("TF_REATTACH_PROVIDERS='(.*)'$");
  private static final Pattern PROJECT =
      Pattern.compile("/v1/projects/([a-z0-9-]+)(/billingInfo)?");

  /** A port that nothing listens on. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  private final Process process;
  private final HttpServer answers;
  private final String reattach;

  /**
   * @param binary a terraform-provider-google
   */
  public RealProvider(Path binary) throws IOException {
    answers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answers.createContext("/", this::answer);
    answers.start();
    String here = "http://127.0.0.1:%d/v1/".formatted(answers.getAddress().getPort());
    ProcessBuilder builder = new ProcessBuilder(binary.toString(), "-debug");
    builder.environment().keySet().removeIf(name -> name.matches("(GOOGLE|TF|CLOUDSDK)_.*"));
    builder
        .environment()
        .putAll(
            Map.of(
                "GOOGLE_OAUTH_ACCESS_TOKEN",
                "none",
                "GOOGLE_RESOURCE_MANAGER_CUSTOM_ENDPOINT",
                here,
                "GOOGLE_CLOUD_BILLING_CUSTOM_ENDPOINT",
                here,
                "HTTPS_PROXY",
                NOWHERE,
                "HTTP_PROXY",
                NOWHERE,
                "NO_PROXY",
                "127.0.0.1"));
    process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    reattach = reattach(process.inputReader(StandardCharsets.UTF_8), binary);
  }

  private static String reattach(BufferedReader said, Path binary) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher found = REATTACH.matcher(line);
      if (found.find()) {
        return found.group(1);
      }
    }
    throw new IOException(binary + " does not say how to reach it: is it a provider?");
  }

  /** What terraform needs in its environment to use it. */
  public Map<String, String> environment() {
    return Map.of("TF_REATTACH_PROVIDERS", reattach);
  }

  /**
   * Refuses to go on with another version than the sandbox imitates: one that knows other resource
   * types, or these with other arguments. What it calls itself says little, since one built from
   * source has whatever name its builder gave it.
   *
   * @param directory where terraform has planned with it
   */
  void mustHaveTheSandboxesSchema(Path directory) throws IOException, InterruptedException {
    JsonNode said =
        new ObjectMapper()
            .readTree(
                new Terraform(directory, environment())
                    .run("providers", "schema", "-json")
                    .stdout());
    Map<String, Set<String>> known = new TreeMap<>();
    said.path("provider_schemas")
        .forEach(
            schema ->
                schema
                    .path("resource_schemas")
                    .properties()
                    .forEach(
                        type -> known.put(type.getKey(), names(type.getValue().path("block")))));
    for (String type : Schema.google().resourceTypes()) {
      Block block = Schema.google().resource(type).orElseThrow().block();
      Set<String> names = new TreeSet<>(block.attributes().keySet());
      names.addAll(block.blocks().keySet());
      if (!names.equals(known.remove(type))) {
        throw new IOException(
            "this provider has other arguments for %s than %s has: use a provider of that version"
                .formatted(type, Schema.google().providerVersion()));
      }
    }
    if (!known.isEmpty()) {
      throw new IOException(
          "this provider knows types that %s does not: %s"
              .formatted(Schema.google().providerVersion(), known.keySet()));
    }
  }

  private static Set<String> names(JsonNode block) {
    Set<String> names = new TreeSet<>();
    block.path("attributes").fieldNames().forEachRemaining(names::add);
    block.path("block_types").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void answer(HttpExchange call) {
    try (call) {
      Matcher project = PROJECT.matcher(call.getRequestURI().getPath());
      boolean known = project.matches() && call.getRequestMethod().equals("GET");
      String body =
          known
              ? """
                {"projectId": "%1$s", "projectNumber": "%2$s", "name": "%1$s", "lifecycleState": "ACTIVE",
                 "billingEnabled": false}
                """
                  .formatted(project.group(1), ProjectNumber.of(project.group(1)))
              : "{\"error\": {\"code\": 404, \"message\": \"not found\", \"status\": \"NOT_FOUND\"}}";
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      call.getResponseHeaders().set("Content-Type", "application/json");
      call.sendResponseHeaders(known ? 200 : 404, bytes.length);
      call.getResponseBody().write(bytes);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    process.destroy();
    answers.stop(0);
  }
}
