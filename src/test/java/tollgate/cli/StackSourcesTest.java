package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stacks.StackInfo;
import tollgate.plan.Address;
import tollgate.report.Sources;

class StackSourcesTest {

  @TempDir Path directory = Path.of("");

  @Test
  void aResourceIsFoundAtTheLineOfItsName() throws IOException {
    Path stack = Files.createDirectories(directory.resolve("cdktf.out/stacks/lake"));
    Files.writeString(
        stack.resolve("cdk.tf.json"),
        """
        {
          "//": {"metadata": {"resource": {"a": {"b": 1}}}},
          "provider": {"google": [{"project": "p"}]},
          "resource": {
            "google_storage_bucket": {
              "landing": {
                "labels": {"resource": "x"},
                "lifecycle_rule": [{"action": {"type": "Delete"}}]
              },
              "lake": {}
            },
            "google_bigquery_dataset": {
              "raw": {"name": "raw"}
            }
          }
        }
        """);
    Sources sources =
        new StackSources(
            directory, List.of(new StackInfo("lake", stack, List.of(), true, List.of())));

    assertThat(line(sources, "google_storage_bucket.landing")).isEqualTo(6);
    assertThat(line(sources, "google_storage_bucket.lake[\"eu\"]")).isEqualTo(10);
    assertThat(line(sources, "google_bigquery_dataset.raw")).isEqualTo(13);
    assertThat(line(sources, "google_x.gone")).isZero();
    assertThat(sources.of("lake", Optional.empty()))
        .contains(new Sources.Place("cdktf.out/stacks/lake/cdk.tf.json", 0));
    assertThat(sources.of("other", Optional.empty())).isEmpty();
  }

  private static int line(Sources sources, String address) {
    return sources.of("lake", Optional.of(new Address(address))).orElseThrow().line();
  }
}
