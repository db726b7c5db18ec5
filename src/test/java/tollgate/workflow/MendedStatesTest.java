package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MendedStatesTest {
  private static final String WHOLE = "{\"version\":4,\"serial\":3}";

  @TempDir private Path ground = Path.of("");
  private Path state = Path.of("");

  @BeforeEach
  void aStack() throws IOException {
    state = Files.createDirectories(ground.resolve("lake")).resolve("terraform.tfstate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"version\":4,\"ser"})
  void a_state_that_a_kill_tore_is_what_it_was_before_that_run(String torn) throws IOException {
    Files.writeString(state, torn);
    Files.writeString(ground.resolve("lake/terraform.tfstate.backup"), WHOLE);

    assertThat(MendedStates.below(ground)).containsExactly(state);

    assertThat(state).hasContent(WHOLE);
    assertThat(MendedStates.below(ground)).isEmpty();
  }

  @Test
  void a_torn_state_of_a_first_run_is_emptied() throws IOException {
    Files.writeString(state, "{\"ver");

    assertThat(MendedStates.below(ground)).containsExactly(state);

    assertThat(state).isEmptyFile();
    assertThat(MendedStates.below(ground)).isEmpty();
  }

  @Test
  void a_whole_state_is_left_alone_and_an_absent_sandbox_too() throws IOException {
    Files.writeString(state, WHOLE);
    Files.writeString(ground.resolve("lake/terraform.tfstate.backup"), "{\"version\":4}");

    assertThat(MendedStates.below(ground)).isEmpty();
    assertThat(MendedStates.below(ground.resolve("absent"))).isEmpty();

    assertThat(state).hasContent(WHOLE);
  }
}
