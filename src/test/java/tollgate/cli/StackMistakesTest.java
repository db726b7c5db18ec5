package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stacks.StackInfo;
import stacks.parts.Written;
import tollgate.workflow.StopException;

class StackMistakesTest {
  private static final String LINE = "src/main/java/stacks/LakeStack.java";

  @TempDir Path root = Path.of("");

  @Test
  void allMistakesOfAllStacksAreSaidAtOnceEachWithItsPlace() throws IOException {
    StackInfo lake =
        stack(
            "lake",
            """
            {"resource": {"google_storage_bucket": {"raw": {"name": "r", "locaton": "US"}}}}
            """,
            Map.of("google_storage_bucket.raw", new Written(LINE, 41)));
    StackInfo other =
        stack(
            "other",
            """
            {"resource": {"google_compute_router": {
              "r": {"name": "r", "network": "n", "bgp": {"asn": 1}}
            }}}
            """,
            Map.of());

    StopException stop = refused(lake, other);

    assertThat(stop.reason()).isEqualTo(StopException.Reason.USAGE);
    assertThat(stop.getMessage()).contains("in 3 places");
    assertThat(stop.details())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).endsWith(".").doesNotContain("\n"));
    assertThat(stop.details().subList(0, 2))
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith(LINE + ":41: google_storage_bucket.raw in stack lake: "));
    assertThat(stop.details().get(2))
        .startsWith("cdktf.out/stacks/other/cdk.tf.json:2: google_compute_router.r in stack other:")
        .contains("RFC6996");
  }

  @Test
  void textOfAConfigurationReachesNoTerminalAndASecretNoMessage() throws IOException {
    StackInfo stack =
        stack(
            "s",
            """
            {"resource": {
              "google_service_account": {"a": {"account_id": "Bad\\u001b[31mId"}},
              "google_storage_bucket_object": {"o": {
                "name": "o", "bucket": "b", "content": "c",
                "customer_encryption": {"encryption_key": "hunter2-hunter2"}
              }}
            }}
            """,
            Map.of());

    StopException stop = refused(stack);

    assertThat(String.join("\n", stop.details()))
        .doesNotContain("\u001b")
        .contains("\\u001b[31m")
        .doesNotContain("hunter2")
        .contains("customer_encryption.0.encryption_key: the provider does not take this value");
  }

  @Test
  void stacksWithoutMistakesPass() throws IOException {
    StackInfo stack = stack("empty", "{}", Map.of());

    assertThatCode(() -> StackMistakes.refuse(List.of(stack), root)).doesNotThrowAnyException();
  }

  private StopException refused(StackInfo... stacks) {
    StopException stop =
        catchThrowableOfType(
            StopException.class, () -> StackMistakes.refuse(List.of(stacks), root));
    assertThat(stop).isNotNull();
    return stop;
  }

  private StackInfo stack(String name, String json, Map<String, Written> sources)
      throws IOException {
    Path directory = Files.createDirectories(root.resolve("cdktf.out/stacks").resolve(name));
    Files.writeString(directory.resolve("cdk.tf.json"), json);
    return new StackInfo(name, directory, List.of(), false, List.of(), List.of(), sources);
  }
}
