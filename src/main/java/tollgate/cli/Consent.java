package tollgate.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tollgate.workflow.StopException;

/** What the user agreed to, on the command line or when asked. */
final class Consent {
  private final Rim rim;
  private final boolean yes;
  private final List<Danger> approved;
  private final Optional<String> signing;
  private final BufferedReader answers;

  /**
   * @param yes whether the ordinary question is answered already
   * @param approved the dangers that are accepted already
   */
  Consent(Rim rim, boolean yes, List<Danger> approved) {
    this(rim, yes, approved, Optional.empty());
  }

  private Consent(Rim rim, boolean yes, List<Danger> approved, Optional<String> signing) {
    this.rim = rim;
    this.yes = yes;
    this.approved = approved;
    this.signing = signing;
    this.answers = new BufferedReader(new InputStreamReader(rim.in(), Charset.defaultCharset()));
  }

  /**
   * The same where words on the command line accept no danger.
   *
   * @param signing the commands by which somebody signs it
   */
  Consent signedOnly(String signing) {
    return new Consent(rim, yes, List.of(), Optional.of(signing));
  }

  /** The same when somebody has accepted all of this in another job. */
  Consent with(List<Danger> more) {
    List<Danger> all = new ArrayList<>(approved);
    all.addAll(more);
    return new Consent(rim, true, List.copyOf(all), signing);
  }

  /** Whether the ordinary question is answered already. */
  boolean isGiven() {
    return yes;
  }

  /**
   * The ordinary question.
   *
   * @throws StopException when the answer is not yes, or nobody can be asked
   */
  void ordinary(String question) {
    if (yes) {
      return;
    }
    if (!canAsk()) {
      throw refusal(
          "There is no terminal to ask on, so nothing was done. Say --yes to go on without a"
              + " question.");
    }
    String answer = ask(question + " [yes/no] ");
    if (!List.of("y", "yes").contains(answer.toLowerCase(Locale.ROOT))) {
      throw refusal("Not approved; nothing was done.");
    }
  }

  /**
   * Dangers, each of which wants its own word.
   *
   * @throws StopException when a word is another one, or nobody can be asked
   */
  void dangers(List<Danger> all) {
    List<String> left =
        all.stream().filter(each -> !approved.contains(each)).map(Danger::name).toList();
    if (!left.isEmpty() && (!canAsk() || yes)) {
      throw refusal(
          signing
              .map(
                  commands ->
                      "This is %s, which policy.signed_approvals lets no --approve accept, so nothing was done. Have it signed: %s; or deploy at a terminal without --yes."
                          .formatted(String.join(" and ", left), commands))
              .orElseGet(
                  () ->
                      "This needs --approve %s, which was not given, so nothing was done."
                          .formatted(String.join(",", left))));
    }
    left.forEach(word -> word(word, "Type %s to accept that: ".formatted(word)));
  }

  /**
   * A word that must be repeated.
   *
   * @param option how it is given on the command line
   */
  void confirm(String word, String given, String option) {
    if (given.equals(word)) {
      return;
    }
    if (!given.isEmpty()) {
      throw refusal(
          "%s %s names another project than %s, so nothing was done."
              .formatted(option, given, word));
    }
    if (!canAsk() || yes) {
      throw refusal(
          "This loses data and needs %s %s, which was not given, so nothing was done."
              .formatted(option, word));
    }
    word(word, "This loses data. Type %s to go on: ".formatted(word));
  }

  private void word(String word, String question) {
    if (!ask(question).equals(word)) {
      throw refusal("Not approved; nothing was done.");
    }
  }

  private boolean canAsk() {
    return rim.terminal().canAsk();
  }

  private String ask(String question) {
    rim.err().print(question);
    rim.err().flush();
    try {
      String line = answers.readLine();
      if (line == null) {
        rim.err().println();
        return "";
      }
      return line.strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static StopException refusal(String sentence) {
    return new StopException(StopException.Reason.APPROVAL, sentence);
  }
}
