package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tollgate.terraform.Event;
import tollgate.workflow.StopException;

class TerminalTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static Terminal live() {
    return new Terminal(true, true, true, 60);
  }

  private Consent consent(boolean terminal, boolean yes, List<Danger> approved, String typed) {
    Rim rim =
        new Rim(
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            Path.of(""),
            terminal ? live() : Terminal.NONE,
            Clock.systemUTC(),
            new LastWords());
    return new Consent(rim, yes, approved);
  }

  @Test
  void aContinuousIntegrationSystemIsNoTerminal() {
    assertThat(Terminal.detect(Map.of("CI", "true")))
        .isEqualTo(new Terminal(false, false, false, 80));
  }

  @Test
  void theWidthStaysWithinReason() {
    assertThat(Terminal.detect(Map.of("CI", "1", "COLUMNS", "120")).columns()).isEqualTo(120);
    assertThat(Terminal.detect(Map.of("CI", "1", "COLUMNS", "3")).columns()).isEqualTo(40);
    assertThat(Terminal.detect(Map.of("CI", "1", "COLUMNS", "9999")).columns()).isEqualTo(160);
    assertThat(Terminal.detect(Map.of("CI", "1", "COLUMNS", "wide")).columns()).isEqualTo(80);
  }

  @Test
  void onlyYesIsYes() {
    consent(true, false, List.of(), "yes\n").ordinary("Go?");
    consent(true, false, List.of(), "Y\n").ordinary("Go?");
    assertThat(said()).contains("Go? [yes/no]");
    for (String no : List.of("no\n", "\n", "", "yess\n")) {
      assertThatThrownBy(() -> consent(true, false, List.of(), no).ordinary("Go?"))
          .isInstanceOf(StopException.class)
          .hasMessage("Not approved; nothing was done.");
    }
  }

  @Test
  void withoutATerminalNothingIsAskedAndNothingHangs() {
    assertThatThrownBy(() -> consent(false, false, List.of(), "yes\n").ordinary("Go?"))
        .hasMessageContaining("--yes");
    assertThat(said()).isEmpty();
    consent(false, true, List.of(), "").ordinary("Go?");
  }

  @Test
  void yesDoesNotAnswerForADanger() {
    assertThatThrownBy(
            () -> consent(true, true, List.of(), "access\n").dangers(List.of(Danger.access)))
        .hasMessageContaining("--approve access");
    consent(false, true, List.of(Danger.access), "").dangers(List.of(Danger.access));
  }

  @Test
  void aDangerWantsItsOwnWord() {
    consent(true, false, List.of(), "destructive\n").dangers(List.of(Danger.destructive));
    assertThatThrownBy(
            () -> consent(true, false, List.of(), "yes\n").dangers(List.of(Danger.destructive)))
        .isInstanceOf(StopException.class);
  }

  @Test
  void theProjectIsConfirmedByItsName() {
    consent(false, true, List.of(), "").confirm("acme", "acme", "--confirm");
    consent(true, false, List.of(), "acme\n").confirm("acme", "", "--confirm");
    assertThatThrownBy(() -> consent(false, true, List.of(), "").confirm("acme", "", "--confirm"))
        .hasMessageContaining("--confirm acme");
    assertThatThrownBy(
            () -> consent(true, true, List.of(), "").confirm("acme", "other", "--confirm"))
        .hasMessageContaining("names another project");
  }

  private Talk talk(Terminal terminal, boolean quiet) {
    return new Talk(new PrintStream(err, true, StandardCharsets.UTF_8), terminal, quiet, true);
  }

  private static final Event STARTED = new Event.Started("google_sql_user.u", "create");
  private static final Event GOING = new Event.Going("google_sql_user.u", "create", 60);
  private static final Event FINISHED = new Event.Finished("google_sql_user.u", "create", 75);

  @Test
  void aTerminalHasOneLineThatIsRewrittenAndTakenAway() {
    Talk talk = talk(live(), false);
    talk.event("lake", STARTED);
    assertThat(said()).isEqualTo("\r\u001b[Klake creating google_sql_user.u");
    talk.event("lake", FINISHED);
    talk.done("lake", "done");
    assertThat(said()).contains("\r\u001b[Klake: created google_sql_user.u (75 s)\n");
    assertThat(said()).endsWith("lake: done\n");
  }

  @Test
  void withoutATerminalThereAreLinesOnly() {
    Talk talk = talk(Terminal.NONE, false);
    talk.step("lake", "planning");
    talk.event("lake", STARTED);
    talk.event("lake", GOING);
    talk.event("lake", FINISHED);
    talk.done("lake", "done");
    assertThat(said())
        .isEqualTo(
            """
            lake: still creating google_sql_user.u, 60 s
            lake: created google_sql_user.u (75 s)
            lake: done
            """);
  }

  @Test
  void theLiveLineFitsTheTerminal() {
    Talk talk = talk(live(), false);
    talk.event("lake", new Event.Started("google_x." + "y".repeat(200), "create"));
    assertThat(said().replace("\r\u001b[K", "").length()).isLessThan(60);
  }

  @Test
  void quietHearsAndSaysNothing() {
    Talk talk = talk(live(), true);
    talk.event("lake", STARTED);
    talk.event("lake", FINISHED);
    talk.note("something");
    assertThat(said()).isEmpty();
  }

  @Test
  void addressesReachTheTerminalWithoutControlCharacters() {
    talk(live(), false).event("lake", new Event.Finished("a[\"\u001b[2J\"]", "delete", 0));
    assertThat(said()).doesNotContain("\u001b[2J").contains("lake: deleted a[");
  }
}
