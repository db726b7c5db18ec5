package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tollgate.sandbox.SandboxObject;
import tollgate.sandbox.cloud.Rehearsal;

class SandboxStatusTest {

  @Test
  void aHostileNameIsHarmlessOnATerminalInJsonToo() throws Exception {
    String hostile = "a\u009b31mb\u202ec\u007f";
    SandboxStatus status =
        SandboxStatus.of(
            List.of(
                new SandboxObject(
                    "google_storage_bucket",
                    "b",
                    hostile,
                    Instant.EPOCH,
                    new ObjectMapper().createObjectNode())),
            new Rehearsal.State(Set.of(), List.of()));

    assertThat(status.json()).matches("[\\x20-\\x7e\\r\\n]*");
    assertThat(new ObjectMapper().readTree(status.json()).at("/objects/0/name").asText())
        .isEqualTo(hostile);
    assertThat(status.text()).matches("[\\x20-\\x7e\\r\\n]*");
  }
}
