package tollgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.sandbox.store.ObjectStore;

class DoorwayTest {
  private static final int MEBIBYTE = 1 << 20;

  @Test
  void aCallerWhoNeverEndsHisLineIsCutOffAndTheNextOneIsHeard(@TempDir Path store)
      throws Exception {
    try (ObjectStore objects = ObjectStore.open(store, Duration.ZERO, Clock.systemUTC());
        Doorway doorway = Doorway.open(store, new Local(objects))) {
      assertThat(doorway).isNotNull();
      String port = Files.readString(store.resolve(Doorway.FILE)).split(" ", 2)[0];
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
        socket.setSoTimeout(5_000);
        assertThat(endsUnanswered(socket)).isTrue();
      }

      assertThat(Remote.connect(store)).isPresent();
    }
  }

  private static boolean endsUnanswered(Socket socket) throws IOException {
    try {
      for (int i = 0; i < 17; i++) {
        socket.getOutputStream().write(new byte[MEBIBYTE]);
      }
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }
}
