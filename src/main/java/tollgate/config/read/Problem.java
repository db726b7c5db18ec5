package tollgate.config.read;

/**
 * One thing that is wrong with a settings file.
 *
 * @param file the file as the user named it
 * @param line counted from 1; 0 when the file as a whole is meant
 * @param path keys from the top, empty for the whole file
 * @param message what is wrong and what to do, one line, fit for a terminal
 */
public record Problem(String file, int line, String path, String message) {

  /** {@code file:line: path: message}, leaving out what does not apply. */
  @Override
  public String toString() {
    StringBuilder sentence = new StringBuilder(Shown.whole(file));
    if (line > 0) {
      sentence.append(':').append(line);
    }
    sentence.append(": ");
    if (!path.isEmpty()) {
      sentence.append(path).append(": ");
    }
    return sentence.append(message).toString();
  }
}
