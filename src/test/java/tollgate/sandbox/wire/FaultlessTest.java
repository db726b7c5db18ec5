package tollgate.sandbox.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tollgate.schema.check.Problem;
import tollgate.schema.value.Path;

class FaultlessTest {
  private final Faultless faultless = new Faultless();
  private final AtomicInteger validations = new AtomicInteger();

  @Test
  void whatWasFaultlessIsNotValidatedAgain() {
    assertThat(validate("a bucket", List.of())).isEmpty();
    assertThat(validate("a bucket", List.of())).isEmpty();

    assertThat(validations).hasValue(1);
  }

  @Test
  void anythingElseInTheRequestIsValidated() {
    validate("a bucket", List.of());

    assertThat(validate("a bucked", List.of(Problem.error("no such place", Path.ROOT))))
        .extracting(Problem::summary)
        .containsExactly("no such place");
  }

  @Test
  void whatHasAProblemHasItEachTime() {
    List<Problem> wrong = List.of(Problem.error("no such place", Path.ROOT));

    assertThat(validate("a bucket", wrong)).isEqualTo(wrong);
    assertThat(validate("a bucket", wrong)).isEqualTo(wrong);

    assertThat(validations).hasValue(2);
  }

  private List<Problem> validate(String request, List<Problem> problems) {
    return faultless.or(
        request.getBytes(UTF_8),
        () -> {
          validations.incrementAndGet();
          return problems;
        });
  }
}
