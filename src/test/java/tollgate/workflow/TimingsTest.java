package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimingsTest {

  @Test
  void partsAreMeasuredWhetherTheyFailOrNot() {
    AtomicLong clock = new AtomicLong();
    Timings timings = new Timings(() -> clock.getAndAdd(5_000_000));
    assertThat(timings.measure("synth", () -> "done")).isEqualTo("done");
    assertThatThrownBy(
            () ->
                timings.measure(
                    "plan lake",
                    () -> {
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(timings.parts())
        .containsExactly(new Timings.Part("synth", 5), new Timings.Part("plan lake", 5));
  }
}
