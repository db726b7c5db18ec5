package tollgate.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

  @Test
  void progressTellsActionAddressAndSeconds() {
    assertThat(
            Event.parse(
                """
                {"type":"apply_progress","hook":{"resource":{"addr":"google_sql_user.u"},\
                "action":"create","elapsed_seconds":40}}"""))
        .contains(new Event.Going("google_sql_user.u", "create", 40));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "7", "plain words", "{\"type\":\"version\"}", "{}"})
  void whatIsNoEventIsSkipped(String line) {
    assertThat(Event.parse(line)).isEmpty();
  }

  @Test
  void aWarningIsToldFromAnError() {
    assertThat(
            Event.parse(
                """
                {"type":"diagnostic","diagnostic":{"severity":"warning","summary":"Old",\
                "detail":"Use  the\\n new one.","address":"a.b"}}"""))
        .get()
        .isInstanceOfSatisfying(
            Event.Diagnosed.class,
            told -> {
              assertThat(told.diagnostic().severity()).isEqualTo(Diagnostic.Severity.WARNING);
              assertThat(told.diagnostic().sentence()).isEqualTo("Old: Use the new one. (a.b)");
            });
  }

  @Test
  void aLockTellsItsHolderAndAge() {
    Diagnostic diagnostic =
        Diagnostic.error(
            "Error acquiring the state lock",
            """
            Error message: resource temporarily unavailable
            Lock Info:
              ID:        6f0c
              Path:      gs://acme/state
              Operation: OperationTypeApply
              Who:       ada@laptop
              Version:   1.11.4
              Created:   2026-11-22 10:00:00.123456 +0000 UTC
              Info:      \

            """);
    StateLock lock = StateLock.of(diagnostic).orElseThrow();
    assertThat(lock.id()).isEqualTo("6f0c");
    assertThat(lock.holder(Instant.parse("2026-11-22T12:30:00Z")))
        .isEqualTo("ada@laptop (apply), for 2 h");
  }

  @Test
  void aLockWithoutDetailsIsStillALock() {
    Optional<StateLock> lock =
        StateLock.of(Diagnostic.error("Error acquiring the state lock", "no idea"));
    assertThat(lock.orElseThrow().holder(Instant.EPOCH)).isEqualTo("someone");
  }
}
