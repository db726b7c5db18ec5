package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import tollgate.schema.JsonTree;

/**
 * Lets other processes of the same user look at what a running sandbox holds, and change it: one
 * line of JSON in, one out, on a port of 127.0.0.1. Port and a token are in a file beside the
 * objects that only its owner reads.
 */
final class Doorway implements AutoCloseable {
  static final String FILE = "serving";

  private static final int MILLIS = 10_000;

  /** Many times the attributes of any object. */
  private static final int LARGEST = 16 << 20;

  private final Path file;
  private final ServerSocket socket;
  private final Local objects;
  private final String token;

  private Doorway(Path file, ServerSocket socket, Local objects, String token) {
    this.file = file;
    this.socket = socket;
    this.objects = objects;
    this.token = token;
  }

  /**
   * Opens it.
   *
   * @throws IOException when there is no port, or the disk refuses
   */
  static Doorway open(Path store, Local objects) throws IOException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String token = HexFormat.of().formatHex(random);
    ServerSocket socket =
        new ServerSocket(0, 8, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    Path file = store.resolve(FILE);
    try {
      Files.deleteIfExists(file);
      try {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } catch (UnsupportedOperationException windows) {
        Files.createFile(file);
      }
      Files.writeString(file, socket.getLocalPort() + " " + token + "\n");
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
    Doorway doorway = new Doorway(file, socket, objects, token);
    Thread thread = new Thread(doorway::serve, "sandbox-doorway");
    thread.setDaemon(true);
    thread.start();
    return doorway;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket one = socket.accept()) {
        one.setSoTimeout(MILLIS);
        Optional<byte[]> line = line(one.getInputStream());
        if (line.isPresent()) {
          one.getOutputStream().write(JsonTree.write(answer(line.get())));
          one.getOutputStream().write('\n');
          one.getOutputStream().flush();
        }
      } catch (SocketException closed) {
        // Closed, or the other side went: the next one is waited for, if there is to be one.
      } catch (IOException broken) {
        System.getLogger(Doorway.class.getName())
            .log(System.Logger.Level.DEBUG, "a caller of the sandbox", broken);
      }
    }
  }

  /** A line; empty when it does not end or is too long: anybody on this machine may call. */
  private static Optional<byte[]> line(InputStream from) throws IOException {
    InputStream in = new BufferedInputStream(from);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && line.size() < LARGEST; next = in.read()) {
      if (next == '\n') {
        return Optional.of(line.toByteArray());
      }
      line.write(next);
    }
    return Optional.empty();
  }

  private JsonNode answer(byte[] line) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    try {
      JsonNode request = JsonTree.read(line);
      byte[] said = request.path("token").asText().getBytes(StandardCharsets.UTF_8);
      if (!MessageDigest.isEqual(said, token.getBytes(StandardCharsets.UTF_8))) {
        return answer.put("error", "another sandbox answers there");
      }
      String type = request.path("type").asText();
      String id = request.path("id").asText();
      switch (request.path("do").asText()) {
        case "list" -> list(answer.putArray("objects"));
        case "put" -> answer.put("done", objects.put(type, id, request.path("state")));
        case "remove" -> answer.put("done", objects.remove(type, id));
        default -> answer.put("done", true);
      }
    } catch (IOException failed) {
      answer.put("error", String.valueOf(failed.getMessage()));
    }
    return answer;
  }

  private void list(ArrayNode to) {
    for (SandboxObject each : objects.objects()) {
      to.addObject()
          .put("type", each.type())
          .put("id", each.id())
          .put("created", each.created().toString())
          .set("state", each.state());
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      Files.deleteIfExists(file);
    } catch (IOException left) {
      // A file that stays names a port where nobody listens; the next one to look sees that.
      System.getLogger(Doorway.class.getName())
          .log(System.Logger.Level.DEBUG, "closing the sandbox's doorway", left);
    }
  }
}
