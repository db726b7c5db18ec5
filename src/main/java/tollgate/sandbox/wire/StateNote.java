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
 * The note that terraform lays beside its local state while it works on it, {@code
 * .terraform.tfstate.lock.info}. It takes it away at its end, whatever the end; one that still lies
 * there when terraform is gone tells that it was killed. Found through /proc, so on Linux only:
 * elsewhere a killed terraform looks like one that ended.
 */
record StateNote(Path state, Path file, String text) {
  private static final Path PROC = Path.of("/proc");
  private static final int LOCAL_ADDRESS = 1;
  private static final int INODE = 9;

  /** The note of the process that holds this port of 127.0.0.1, when it works on a local state. */
  static Optional<StateNote> of(int port) {
    try {
      Optional<String> socket = socket(port);
      return socket.isEmpty() ? Optional.empty() : ofHolder(socket.get());
    } catch (IOException | DirectoryIteratorException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether it is there unchanged. */
  boolean stillLies() {
    try {
      return Files.readString(file).equals(text);
    } catch (IOException gone) {
      return false;
    }
  }

  /** How /proc names the socket. */
  private static Optional<String> socket(int port) throws IOException {
    Path connections = PROC.resolve("net").resolve("tcp");
    if (!Files.isReadable(connections)) {
      return Optional.empty();
    }
    // The address is written in the machine's own order of bytes: little-endian wherever this runs.
    String local = String.format(Locale.ROOT, "0100007F:%04X", port);
    for (String line : Files.readAllLines(connections)) {
      List<String> columns = List.of(line.strip().split("\\s+"));
      if (columns.size() > INODE && columns.get(LOCAL_ADDRESS).equals(local)) {
        return Optional.of("socket:[" + columns.get(INODE) + "]");
      }
    }
    return Optional.empty();
  }

  private static Optional<StateNote> ofHolder(String socket) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        List<Path> open = open(process);
        if (open.contains(Path.of(socket))) {
          return open.stream().flatMap(file -> beside(file).stream()).findFirst();
        }
      }
    }
    return Optional.empty();
  }

  /** What a process has open; nothing when it is another user's. */
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

  private static Optional<StateNote> beside(Path state) {
    Path name = state.getFileName();
    if (!state.isAbsolute() || name == null) {
      return Optional.empty();
    }
    Path note = state.resolveSibling("." + name + ".lock.info");
    try {
      return Files.isRegularFile(note)
          ? Optional.of(new StateNote(state, note, Files.readString(note)))
          : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
