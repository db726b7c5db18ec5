package tollgate.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  @BeforeEach
  void onLinux() {
    assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "who is there shows on Linux");
  }

  @Test
  void aTerraformThatIsThereIsNotGone() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket terraform = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
        Socket here = server.accept()) {
      Connection connection = connection(here);

      assertThat(connection.state()).isEmpty();
      assertThat(connection.goneUnknown()).isFalse();
      assertThat(terraform.isClosed()).isFalse();
    }
  }

  @Test
  void oneThatWasKilledBeforeItsStateWasFoundIsGone() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      try (Socket terraform = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
        assertThat(terraform.isConnected()).isTrue();
      }
      try (Socket here = server.accept()) {
        Connection connection = connection(here);

        assertThat(connection.state()).isEmpty();
        assertThat(connection.goneUnknown()).isTrue();
      }
    }
  }

  private static Connection connection(Socket here) {
    return new Connection(here.getPort(), here.getLocalPort(), peer -> Optional.empty());
  }
}
