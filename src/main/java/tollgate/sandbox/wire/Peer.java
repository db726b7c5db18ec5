package tollgate.sandbox.wire;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The process at the other end of a connection on this machine. Found through /proc, so on Linux
 * only.
 *
 * @param process its directory in /proc
 * @param started when it began, in the kernel's ticks: numbers of processes are given out again
 */
public record Peer(Path process, String started) {
  private static final Path PROC = Path.of("/proc");
  private static final Path CONNECTIONS = PROC.resolve("net").resolve("tcp");

  /** Some libraries reach 127.0.0.1 through a socket of IPv6. */
  private static final Path CONNECTIONS_6 = PROC.resolve("net").resolve("tcp6");

  private static final int LOCAL_ADDRESS = 1;
  private static final int REMOTE_ADDRESS = 2;
  private static final int CONNECTION_STATE = 3;
  private static final int INODE = 9;
  private static final String ESTABLISHED = "01";

  /** The kernel hands the table out in pieces: a row can be missed while others come and go. */
  private static final int READINGS = 5;

  /** Counted after the name, which may hold blanks. */
  private static final int STATE = 0;

  private static final int STARTED = 19;

  /**
   * The process that holds this port of 127.0.0.1.
   *
   * @param port of a connection, at its end
   * @param to the same connection's port at this end
   */
  public static Optional<Peer> holding(int port, int to) {
    try {
      Optional<Path> socket = socket(port, to);
      return socket.isEmpty() ? Optional.empty() : holder(socket.get());
    } catch (IOException | DirectoryIteratorException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * Whether whoever held this port of 127.0.0.1 has gone; false where that cannot be told.
   *
   * @param to as in {@link #holding}
   */
  public static boolean hungUp(int port, int to) {
    try {
      return Files.isReadable(CONNECTIONS)
          && row(port, to).filter(row -> row.get(CONNECTION_STATE).equals(ESTABLISHED)).isEmpty();
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Whether it runs still; one that was killed and not yet buried does not. */
  public boolean alive() {
    return stat(process)
        .filter(now -> !"ZX".contains(now.get(STATE)) && now.get(STARTED).equals(started))
        .isPresent();
  }

  /** What it has open; nothing when it is another user's. */
  List<Path> open() {
    return open(process);
  }

  /** As /proc names it. */
  private static Optional<Path> socket(int port, int to) throws IOException {
    return Files.isReadable(CONNECTIONS)
        ? row(port, to).map(row -> Path.of("socket:[" + row.get(INODE) + "]"))
        : Optional.empty();
  }

  private static Optional<List<String>> row(int port, int to) throws IOException {
    for (int i = 1; i < READINGS; i++) {
      Optional<List<String>> row = rowIfNotMissed(port, to);
      if (row.isPresent()) {
        return row;
      }
    }
    return rowIfNotMissed(port, to);
  }

  /** By both ends: a port that was just given back may be in use again towards somebody else. */
  private static Optional<List<String>> rowIfNotMissed(int port, int to) throws IOException {
    String here = address(port);
    String there = address(to);
    for (Path connections : List.of(CONNECTIONS, CONNECTIONS_6)) {
      if (Files.isReadable(connections)) {
        for (String line : Files.readAllLines(connections)) {
          List<String> row = List.of(line.strip().split("\\s+"));
          if (row.size() > INODE
              && row.get(LOCAL_ADDRESS).endsWith(here)
              && row.get(REMOTE_ADDRESS).endsWith(there)) {
            return Optional.of(row);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** In the machine's own order of bytes: little-endian wherever this runs. */
  private static String address(int port) {
    return String.format(Locale.ROOT, "0100007F:%04X", port);
  }

  private static Optional<Peer> holder(Path socket) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (open(process).contains(socket)) {
          return stat(process).map(now -> new Peer(process, now.get(STARTED)));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<List<String>> stat(Path process) {
    try {
      String line = Files.readString(process.resolve("stat"));
      List<String> columns = List.of(line.substring(line.lastIndexOf(')') + 1).strip().split(" "));
      return columns.size() > STARTED ? Optional.of(columns) : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static List<Path> open(Path process) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path each : descriptors) {
        files.add(Files.readSymbolicLink(each));
      }
    } catch (IOException | DirectoryIteratorException closedMeanwhile) {
      return List.copyOf(files);
    }
    return List.copyOf(files);
  }
}
