package tollgate.sandbox.state;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import tollgate.sandbox.wire.Peer;

/**
 * Answers terraform's http backend on a free port of 127.0.0.1: GET, POST, LOCK and UNLOCK of
 * {@code /NAME}, with a password that only the children of this process are given.
 */
public final class StateServer implements AutoCloseable {
  /** Where the states are; a name is put behind it. */
  public static final String ADDRESS = "TOLLGATE_SANDBOX_STATES";

  private static final String USER = "sandbox";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final int LARGEST_NOTE = 1 << 20;

  private static final int FINE = 200;
  private static final int NOTHING_YET = 204;
  private static final int MALFORMED = 400;
  private static final int WHO_ARE_YOU = 401;
  private static final int NO_SUCH = 404;
  private static final int NOT_YOURS = 409;
  private static final int LOCKED = 423;
  private static final int DISK = 507;

  private final States states;
  private final HttpServer server;
  private final ExecutorService threads;
  private final String password;

  private StateServer(States states, HttpServer server, ExecutorService threads, String password) {
    this.states = states;
    this.server = server;
    this.threads = threads;
    this.password = password;
  }

  /**
   * Starts to listen.
   *
   * @throws IOException when no port of the loopback address can be had
   */
  public static StateServer start(States states) throws IOException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    HttpServer http =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "sandbox-states");
              thread.setDaemon(true);
              return thread;
            });
    http.setExecutor(threads);
    StateServer server = new StateServer(states, http, threads, HexFormat.of().formatHex(random));
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  /** What terraform's environment needs; the state's own address goes with it. */
  public Map<String, String> environment() {
    return Map.of(
        ADDRESS,
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "TF_HTTP_USERNAME",
        USER,
        "TF_HTTP_PASSWORD",
        password);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(1);
      if (!knowsThePassword(exchange)) {
        say(exchange, WHO_ARE_YOU, new byte[0]);
      } else if (!NAME.matcher(name).matches()) {
        say(exchange, NO_SUCH, new byte[0]);
      } else {
        answerUnlessDiskRefuses(exchange, name);
      }
    }
  }

  private void answerUnlessDiskRefuses(HttpExchange exchange, String name) throws IOException {
    try {
      answer(exchange, name);
    } catch (FileSystemException refused) {
      // What terraform prints of an answer is its number; the sentence goes to who looks closer.
      say(exchange, DISK, String.valueOf(refused.getMessage()).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void answer(HttpExchange exchange, String name) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET" -> {
        Optional<byte[]> state = states.read(name);
        say(exchange, state.isPresent() ? FINE : NOTHING_YET, state.orElse(new byte[0]));
      }
      case "POST" -> say(exchange, written(exchange, name), new byte[0]);
      case "LOCK" -> {
        byte[] info = exchange.getRequestBody().readNBytes(LARGEST_NOTE);
        int port = exchange.getRemoteAddress().getPort();
        int here = exchange.getLocalAddress().getPort();
        Optional<Peer> process = Peer.holding(port, here);
        if (process.isEmpty() && Peer.hungUp(port, here)) {
          // Killed as it asked. A lock of it would have no end.
          say(exchange, LOCKED, info);
          return;
        }
        Optional<byte[]> holder = states.lock(name, info, process);
        say(exchange, holder.isPresent() ? LOCKED : FINE, holder.orElse(new byte[0]));
      }
      case "UNLOCK" -> {
        byte[] info = exchange.getRequestBody().readNBytes(LARGEST_NOTE);
        say(exchange, states.unlock(name, info) ? FINE : NOT_YOURS, new byte[0]);
      }
      default -> say(exchange, MALFORMED, new byte[0]);
    }
  }

  private int written(HttpExchange exchange, String name) throws IOException {
    byte[] text = exchange.getRequestBody().readAllBytes();
    String sum = exchange.getRequestHeaders().getFirst("Content-MD5");
    if (text.length == 0 || (sum != null && !Arrays.equals(decoded(sum), md5(text)))) {
      return MALFORMED;
    }
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    Optional<String> lock = states.lockId(name);
    if (lock.isPresent() && !query.equals("ID=" + lock.get())) {
      return NOT_YOURS;
    }
    states.write(name, text);
    return FINE;
  }

  private boolean knowsThePassword(HttpExchange exchange) {
    String said = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] expected = (USER + ":" + password).getBytes(StandardCharsets.UTF_8);
    return said.startsWith("Basic ")
        && MessageDigest.isEqual(decoded(said.substring("Basic ".length())), expected);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException garbled) {
      return new byte[0];
    }
  }

  /** Terraform's backend sends this sum and no other. */
  private static byte[] md5(byte[] text) {
    try {
      return MessageDigest.getInstance("MD5").digest(text);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has MD5", impossible);
    }
  }

  private static void say(HttpExchange exchange, int code, byte[] body) throws IOException {
    exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    states.close();
  }
}
