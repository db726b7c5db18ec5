package tollgate.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class PeerTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @Test
  void aPortThatWasJustGivenBackElsewhereIsNotTakenForThisConnection() throws IOException {
    try (ServerSocket first = new ServerSocket(0, 1, HERE);
        ServerSocket second = new ServerSocket(0, 1, HERE)) {
      int port = connectAndHangUp(first);
      try (Socket again = from(port, second);
          Socket accepted = second.accept()) {
        assertThat(Peer.holding(accepted.getPort(), accepted.getLocalPort()))
            .hasValueSatisfying(
                peer -> {
                  assertThat(peer.process())
                      .isEqualTo(Path.of("/proc").resolve(Long.toString(ownNumber())));
                  assertThat(peer.alive()).isTrue();
                });
        assertThat(Peer.hungUp(port, second.getLocalPort())).isFalse();
        assertThat(Peer.hungUp(port, first.getLocalPort())).isTrue();
        assertThat(Peer.holding(port, first.getLocalPort())).isEmpty();
        assertThat(again.isConnected()).isTrue();
      }
    }
  }

  /** Leaves a row of the old connection in the kernel's table for a minute. */
  private static int connectAndHangUp(ServerSocket server) throws IOException {
    Socket client = from(0, server);
    try (Socket accepted = server.accept()) {
      int port = client.getLocalPort();
      client.close();
      assertThat(accepted.getInputStream().read()).isEqualTo(-1);
      return port;
    }
  }

  private static Socket from(int port, ServerSocket server) throws IOException {
    Socket client = new Socket();
    client.setReuseAddress(true);
    client.bind(new InetSocketAddress(HERE, port));
    client.connect(server.getLocalSocketAddress());
    return client;
  }

  private static long ownNumber() {
    return ProcessHandle.current().pid();
  }
}
