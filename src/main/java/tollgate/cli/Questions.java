package tollgate.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.function.Function;
import tollgate.workflow.StopException;

/** Asks for values at a terminal, until they are good ones. */
final class Questions {
  private static final int PATIENCE = 5;

  private final Rim rim;
  private final BufferedReader answers;

  Questions(Rim rim) {
    this.rim = rim;
    this.answers = new BufferedReader(new InputStreamReader(rim.in(), Charset.defaultCharset()));
  }

  boolean canAsk() {
    return rim.terminal().canAsk();
  }

  /**
   * One value.
   *
   * @param fallback what an empty answer means; empty when there must be one
   * @param kind makes the value of the answer, or says in an IllegalArgumentException what is wrong
   * @throws StopException when the input ends, or nothing good comes
   */
  <T> T ask(String question, String fallback, Function<String, T> kind) {
    for (int i = 0; i < PATIENCE; i++) {
      rim.err().print(question + (fallback.isEmpty() ? "" : " [" + fallback + "]") + ": ");
      rim.err().flush();
      String answer = line();
      try {
        return kind.apply(answer.isEmpty() ? fallback : answer);
      } catch (IllegalArgumentException wrong) {
        rim.err().println("  " + wrong.getMessage());
      }
    }
    throw stop(
        "%s was not answered in %d tries; nothing was written.".formatted(question, PATIENCE));
  }

  private String line() {
    try {
      String line = answers.readLine();
      if (line == null) {
        rim.err().println();
        throw stop("The input ended before all was answered; nothing was written.");
      }
      return line.strip();
    } catch (IOException broken) {
      throw stop("The input cannot be read; nothing was written.");
    }
  }

  private static StopException stop(String sentence) {
    return new StopException(StopException.Reason.USAGE, sentence);
  }
}
