package tollgate.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who speaks with a server of ours, as the kernel's table of connections has it. */
class PeerTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  PeerTest() {
    assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "only Linux says who is connected");
  }

  @Test
  void theOtherEndIsFoundThoughAnotherConnectionFromTheSamePortHasEnded() throws IOException {
    try (ServerSocket first = new ServerSocket(0, 1, HERE);
        ServerSocket second = new ServerSocket(0, 1, HERE)) {
      int port;
      // Whoever closes first keeps the port in the table for a minute.
      try (Socket ended = connection(0, first)) {
        port = ended.getLocalPort();
      }
      try (Socket living = connection(port, second)) {
        assertThat(living.getLocalPort()).isEqualTo(port);

        assertThat(Peer.hungUp(port, second.getLocalPort())).isFalse();
        assertThat(Peer.holding(port, second.getLocalPort())).isEqualTo(own());
        assertThat(Peer.hungUp(port, first.getLocalPort())).isTrue();
        assertThat(Peer.holding(port, first.getLocalPort())).isEmpty();
      }
    }
  }

  private static Socket connection(int from, ServerSocket to) throws IOException {
    Socket socket = new Socket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(HERE, from));
    socket.connect(to.getLocalSocketAddress());
    return socket;
  }

  private static Optional<Peer> own() {
    Path process = Path.of("/proc", String.valueOf(ProcessHandle.current().pid()));
    Optional<Peer> found = Optional.of(new Peer(process, started(process)));
    assertThat(found.get().alive()).isTrue();
    return found;
  }

  private static String started(Path process) {
    try {
      String line = Files.readString(process.resolve("stat"));
      return line.substring(line.lastIndexOf(')') + 1).strip().split(" ")[19];
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
