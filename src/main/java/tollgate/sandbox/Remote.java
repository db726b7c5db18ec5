package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tollgate.schema.JsonTree;

/** The inventory of a sandbox that runs in another process of this machine. */
final class Remote implements Inventory {
  private static final int MILLIS = 10_000;

  private final int port;
  private final String token;

  private Remote(int port, String token) {
    this.port = port;
    this.token = token;
  }

  /** A running sandbox that keeps that store; empty when there is none. */
  static Optional<Remote> connect(Path store) {
    try {
      String[] said = Files.readString(store.resolve(Doorway.FILE)).strip().split(" ", 2);
      Remote remote = new Remote(Integer.parseInt(said[0]), said.length > 1 ? said[1] : "");
      remote.ask(request("ping"));
      return Optional.of(remote);
    } catch (IOException | NumberFormatException nobody) {
      // No file, or the one of a sandbox that was killed.
      return Optional.empty();
    }
  }

  @Override
  public List<SandboxObject> objects() throws IOException {
    List<SandboxObject> objects = new ArrayList<>();
    for (JsonNode each : ask(request("list")).path("objects")) {
      objects.add(
          SandboxObject.of(
              each.path("type").asText(),
              each.path("id").asText(),
              Instant.parse(each.path("created").asText()),
              each.path("state")));
    }
    return objects;
  }

  @Override
  public boolean put(String type, String id, JsonNode state) throws IOException {
    ObjectNode request = request("put").put("type", type).put("id", id);
    request.set("state", state);
    return ask(request).path("done").asBoolean();
  }

  @Override
  public boolean remove(String type, String id) throws IOException {
    return ask(request("remove").put("type", type).put("id", id)).path("done").asBoolean();
  }

  @Override
  public void close() {}

  private static ObjectNode request(String what) {
    return JsonNodeFactory.instance.objectNode().put("do", what);
  }

  private JsonNode ask(ObjectNode request) throws IOException {
    request.put("token", token);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
      socket.setSoTimeout(MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(JsonTree.write(request));
      out.write('\n');
      out.flush();
      String line =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      if (line == null) {
        throw new IOException("the running sandbox does not answer");
      }
      JsonNode answer = JsonTree.read(line.getBytes(StandardCharsets.UTF_8));
      if (answer.has("error")) {
        throw new IOException(answer.path("error").asText());
      }
      return answer;
    }
  }
}
