package tollgate.sandbox.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * A file of lines, each with its checksum: {@code crc32 SPACE text NEWLINE}. A line counts once it
 * is written whole; what a kill left of an unfinished last line is cut off at the next opening.
 */
final class Journal implements AutoCloseable {
  private static final int SUM = 8;

  private final Path file;
  private FileChannel channel;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** A journal and the lines it held. */
  record Opened(Journal journal, List<byte[]> lines) {}

  /**
   * Opens or creates the file and reads it.
   *
   * @throws IOException when it cannot be read or written, or is damaged before its last line
   */
  static Opened open(Path file) throws IOException {
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    List<byte[]> lines = new ArrayList<>();
    int whole = 0;
    while (whole < bytes.length) {
      int end = whole;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      byte[] line = Arrays.copyOfRange(bytes, whole, end);
      if (end == bytes.length || !sound(line)) {
        if (end + 1 < bytes.length) {
          throw new IOException(
              "%s is damaged at line %d: reset the sandbox to start anew"
                  .formatted(file, lines.size() + 1));
        }
        break;
      }
      lines.add(Arrays.copyOfRange(line, SUM + 1, line.length));
      whole = end + 1;
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(whole);
    channel.position(whole);
    return new Opened(new Journal(file, channel), lines);
  }

  /** Adds a line. It survives the death of this process once the call returns. */
  void append(byte[] text) throws IOException {
    long before = channel.position();
    try {
      writeAll(channel, framed(text));
    } catch (IOException full) {
      channel.truncate(before);
      channel.position(before);
      throw full;
    }
  }

  /** Replaces the whole content; a kill leaves either the old one or the new one. */
  void rewrite(List<byte[]> lines) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      all.writeBytes(framed(line));
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel to =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeAll(to, all.toByteArray());
      to.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    channel.close();
    channel = FileChannel.open(file, StandardOpenOption.WRITE);
    channel.position(channel.size());
  }

  @Override
  public void close() throws IOException {
    try (FileChannel closing = channel) {
      closing.force(false);
    }
  }

  private static void writeAll(FileChannel to, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
  }

  private static byte[] framed(byte[] text) {
    byte[] framed = new byte[SUM + 1 + text.length + 1];
    byte[] sum = sum(text, 0, text.length).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(sum, 0, framed, 0, SUM);
    framed[SUM] = ' ';
    System.arraycopy(text, 0, framed, SUM + 1, text.length);
    framed[framed.length - 1] = '\n';
    return framed;
  }

  private static boolean sound(byte[] line) {
    return line.length > SUM
        && line[SUM] == ' '
        && new String(line, 0, SUM, StandardCharsets.US_ASCII)
            .equals(sum(line, SUM + 1, line.length - SUM - 1));
  }

  private static String sum(byte[] text, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(text, from, length);
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}
