package tollgate.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {

  @TempDir Path directory = Path.of("");

  private Path synthesized(String content) throws IOException {
    Path source = Files.createDirectories(directory.resolve("cdktf.out/stacks/lake"));
    Files.writeString(source.resolve("cdk.tf.json"), content);
    return source;
  }

  @Test
  void theCopyFollowsTheSourceAndKeepsWhatIsTerraforms() throws IOException {
    Path source = synthesized("{\"a\":1}");
    Files.createDirectories(source.resolve("assets/script"));
    Files.writeString(source.resolve("assets/script/start.sh"), "true");
    Files.writeString(source.resolve("terraform.tfstate"), "not to be copied");
    Path target = directory.resolve("work/lake");
    WorkDirectory.of(source, target);
    Files.createDirectories(target.resolve(".terraform"));
    Files.writeString(target.resolve("old_override.tf.json"), "{}");

    WorkDirectory work = WorkDirectory.of(synthesized("{\"a\":2}"), target);

    assertThat(work.configuration()).hasContent("{\"a\":2}");
    assertThat(target.resolve("assets/script/start.sh")).hasContent("true");
    assertThat(target.resolve(".terraform")).exists();
    assertThat(target.resolve("old_override.tf.json")).doesNotExist();
    assertThat(target.resolve("terraform.tfstate")).doesNotExist();
  }

  @Test
  void theLocalStateOverridesABackendAndForgetsTheOtherOne() throws IOException {
    Path source = synthesized("{\"terraform\":{\"backend\":{\"gcs\":{\"bucket\":\"real\"}}}}");
    Path target = directory.resolve("work/lake");
    WorkDirectory work = WorkDirectory.of(source, target);
    Files.createDirectories(target.resolve(".terraform"));
    Path record = target.resolve(".terraform/terraform.tfstate");
    Files.writeString(record, "{\"backend\":{\"type\":\"gcs\",\"config\":{\"bucket\":\"real\"}}}");
    Path state = directory.resolve("sandbox/lake/terraform.tfstate");

    work.useLocalState(state);

    assertThat(record).doesNotExist();
    assertThat(target.resolve("backend_override.tf.json"))
        .content()
        .contains("\"local\"")
        .contains("\"../../sandbox/lake/terraform.tfstate\"");
    assertThat(source.resolve("backend_override.tf.json")).doesNotExist();
  }

  @Test
  void aServedStateForgetsWhatAnotherProgramRecordedOfIt() throws IOException {
    Path target = directory.resolve("work/lake");
    WorkDirectory work = WorkDirectory.of(synthesized("{}"), target);
    Files.createDirectories(target.resolve(".terraform"));
    Path record = target.resolve(".terraform/terraform.tfstate");
    Files.writeString(record, "{\"backend\":{\"type\":\"http\",\"hash\":3947687087}}");

    work.useServedState();

    assertThat(record).doesNotExist();
    assertThat(target.resolve("backend_override.tf.json")).content().contains("\"http\"");
  }
}
