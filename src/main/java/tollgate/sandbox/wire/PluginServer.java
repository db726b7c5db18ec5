package tollgate.sandbox.wire;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Serves the plugin protocol in plain text on a free port of 127.0.0.1. */
public final class PluginServer implements AutoCloseable {
  private static final String SERVICE = "tfplugin5.Provider/";
  private static final int LARGEST_REQUEST = 256 << 20;
  private static final Attributes.Key<Connection> CONNECTION =
      Attributes.Key.create("tollgate.connection");

  /**
   * Kept here so that it is not collected and set up anew. Terraform opens and closes a bare TCP
   * connection first, for which the transport logs a warning with a stack trace.
   */
  private static final Logger TRANSPORT_LOG =
      Logger.getLogger("io.grpc.okhttp.OkHttpServerTransport");

  private final Server server;
  private final ExecutorService threads;

  private PluginServer(Server server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts to listen.
   *
   * @param states finds the state that a process works on, where the sandbox keeps it
   * @throws IOException when no port of the loopback address can be had
   */
  public static PluginServer start(Calls calls, Function<Peer, Optional<WorkedOn>> states)
      throws IOException {
    TRANSPORT_LOG.setLevel(Level.OFF);
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "sandbox-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    Server server =
        OkHttpServerBuilder.forPort(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0),
                InsecureServerCredentials.create())
            // A call that cannot wait is answered by the thread that read it; the others get one.
            .directExecutor()
            .maxInboundMessageSize(LARGEST_REQUEST)
            .addTransportFilter(new PerConnection(calls, states))
            .fallbackHandlerRegistry(new Methods(new Protocol(calls), threads))
            .build();
    try {
      server.start();
    } catch (IOException taken) {
      threads.shutdownNow();
      throw taken;
    }
    return new PluginServer(server, threads);
  }

  public int port() {
    return server.getPort();
  }

  /** Stops at once; calls under way are given half a second to answer. */
  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(500, TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }

  private static final class PerConnection extends ServerTransportFilter {
    private final Calls calls;
    private final Function<Peer, Optional<WorkedOn>> states;

    PerConnection(Calls calls, Function<Peer, Optional<WorkedOn>> states) {
      this.calls = calls;
      this.states = states;
    }

    @Override
    public Attributes transportReady(Attributes attributes) {
      Connection connection =
          new Connection(
              port(attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)),
              port(attributes.get(Grpc.TRANSPORT_ATTR_LOCAL_ADDR)),
              states);
      return attributes.toBuilder().set(CONNECTION, connection).build();
    }

    private static int port(@Nullable SocketAddress end) {
      return end instanceof InetSocketAddress address ? address.getPort() : 0;
    }

    @Override
    public void transportTerminated(@Nullable Attributes attributes) {
      // A connection that never spoke has none.
      Connection connection = attributes == null ? null : attributes.get(CONNECTION);
      if (connection != null) {
        connection.stop();
        calls.ended(connection);
      }
    }
  }

  private static final class Methods extends HandlerRegistry {
    private final Protocol protocol;
    private final Executor threads;

    Methods(Protocol protocol, Executor threads) {
      this.protocol = protocol;
      this.threads = threads;
    }

    @Override
    public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
        String name, @Nullable String authority) {
      if (!name.startsWith(SERVICE)) {
        return null;
      }
      MethodDescriptor<byte[], byte[]> method =
          MethodDescriptor.<byte[], byte[]>newBuilder()
              .setType(MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(name)
              .setRequestMarshaller(new Bytes())
              .setResponseMarshaller(new Bytes())
              .build();
      return ServerMethodDefinition.create(
          method, new Unary(protocol, threads, name.substring(SERVICE.length())));
    }
  }

  /** One request in, one answer out. */
  private record Unary(Protocol protocol, Executor threads, String method)
      implements ServerCallHandler<byte[], byte[]> {
    @Override
    public ServerCall.Listener<byte[]> startCall(
        ServerCall<byte[], byte[]> call, Metadata headers) {
      call.request(2);
      return new ServerCall.Listener<>() {
        private byte[] request = new byte[0];

        @Override
        public void onMessage(byte[] message) {
          request = message;
        }

        @Override
        public void onHalfClose() {
          if (Protocol.mayWait(method)) {
            threads.execute(() -> answer(call, request));
          } else {
            answer(call, request);
          }
        }
      };
    }

    private void answer(ServerCall<byte[], byte[]> call, byte[] request) {
      Connection connection = call.getAttributes().get(CONNECTION);
      if (connection == null) {
        call.close(Status.INTERNAL.withDescription("call without a connection"), new Metadata());
        return;
      }
      try {
        var answer = protocol.answer(method, connection, request);
        if (answer.isEmpty()) {
          call.close(Status.UNIMPLEMENTED.withDescription(method), new Metadata());
          return;
        }
        call.sendHeaders(new Metadata());
        call.sendMessage(answer.get());
        call.close(Status.OK, new Metadata());
      } catch (RuntimeException broken) {
        call.close(
            Status.INTERNAL
                .withDescription("sandbox: %s: %s".formatted(method, broken))
                .withCause(broken),
            new Metadata());
      }
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try (stream) {
        return stream.readAllBytes();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
