package tollgate.google;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on this machine that speaks Google's JSON, as far as a test says. */
public final class GoogleServer implements AutoCloseable {
  /** What it holds as the token that all requests must bring. */
  public static final String TOKEN = "ya29.test-token-that-no-log-may-hold";

  static {
    // Head and body of an answer are two packets, and the second would wait 40 ms for the first.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<Seen> seen = new ArrayList<>();
  private volatile Optional<Function<Seen, Answer>> other = Optional.empty();

  /**
   * An answer.
   *
   * @param delay before it, in milliseconds
   * @param cut whether the connection breaks off half-way
   */
  public record Answer(
      int status, String body, Map<String, String> headers, int delay, boolean cut) {
    public static Answer of(int status, String body) {
      return new Answer(status, body, Map.of(), 0, false);
    }

    public Answer header(String name, String value) {
      return new Answer(status, body, Map.of(name, value), delay, cut);
    }

    public Answer after(int milliseconds) {
      return new Answer(status, body, headers, milliseconds, cut);
    }

    public Answer cutOff() {
      return new Answer(status, body, headers, delay, true);
    }
  }

  /** A request that came. */
  public record Seen(String method, String path, String body, Map<String, List<String>> headers) {}

  public GoogleServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "google-server");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::handle);
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The environment in which this is Google. */
  public Map<String, String> environment() {
    return Map.of(Endpoints.VARIABLE, address(), "GOOGLE_OAUTH_ACCESS_TOKEN", TOKEN);
  }

  /**
   * Says what to answer; several answers come one after the other, the last for ever.
   *
   * @param request {@code GET /storage/storage/v1/b/x}, without a query
   */
  public GoogleServer on(String request, Answer... each) {
    synchronized (answers) {
      answers.put(request, new ArrayDeque<>(List.of(each)));
    }
    return this;
  }

  /** Lets something else answer everything. */
  public GoogleServer with(Function<Seen, Answer> each) {
    other = Optional.of(each);
    return this;
  }

  public List<Seen> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    synchronized (seen) {
      seen.add(
          new Seen(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              body,
              Map.copyOf(exchange.getRequestHeaders())));
    }
    Answer answer =
        other
            .map(each -> each.apply(new Seen(exchange.getRequestMethod(), path, body, Map.of())))
            .orElseGet(() -> next(exchange.getRequestMethod() + " " + path));
    try {
      Thread.sleep(answer.delay());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length + (answer.cut() ? 100 : 0));
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer next(String request) {
    synchronized (answers) {
      Deque<Answer> left = answers.get(request);
      if (left == null) {
        return Answer.of(404, "{\"error\": {\"code\": 404, \"message\": \"Not Found\"}}");
      }
      return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
