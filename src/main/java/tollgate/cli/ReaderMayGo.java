package tollgate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Output that is no loss when nobody reads it any more, as {@code head} does; any other loss is.
 */
final class ReaderMayGo extends OutputStream {
  private final OutputStream to;

  ReaderMayGo(OutputStream to) {
    this.to = to;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      to.write(bytes, offset, length);
    } catch (IOException failed) {
      if (!hasGone(failed)) {
        throw failed;
      }
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      to.flush();
    } catch (IOException failed) {
      if (!hasGone(failed)) {
        throw failed;
      }
    }
  }

  private static boolean hasGone(IOException failed) {
    String said = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
    return said.contains("broken pipe") || said.contains("pipe is being closed");
  }
}
