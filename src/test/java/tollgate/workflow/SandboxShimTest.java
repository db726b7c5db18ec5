package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stacks.StackInfo;

class SandboxShimTest {

  private final Path directory;
  private final Path shim;
  private final Workbench bench;

  SandboxShimTest(@TempDir Path temporary) throws Exception {
    // A quote and a blank in the path: nothing of it may reach the shell as syntax.
    directory = Files.createDirectory(temporary.resolve("it's here"));
    bench = new Workbench(directory);
    shim = SandboxShim.write(bench.ground);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private record Ran(int exit, String output) {}

  private Ran run(Path in, boolean sandbox, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(shim.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(bench.ground.environment().of(bench.ground.mode(), java.util.Map.of()));
    if (!sandbox) {
      builder.environment().remove("TF_REATTACH_PROVIDERS");
    }
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), output);
  }

  @Test
  void terraformWorksInTheSandboxsCopyWithTheSandboxsState() throws Exception {
    StackInfo stack =
        bench.configured(
            "one",
            """
            {"terraform": {"backend": {"gcs": {"bucket": "real"}}},
             "resource": {"terraform_data": {"a": {"input": 1}}}}
            """);

    assertThat(run(stack.directory(), true, "init", "-input=false").exit()).isZero();
    Ran apply = run(stack.directory(), true, "apply", "-auto-approve", "-no-color");
    assertThat(apply.exit()).as(apply.output()).isZero();

    assertThat(directory.resolve(".tollgate/sandbox/default/one/terraform.tfstate")).exists();
    try (var files = Files.list(stack.directory())) {
      assertThat(files).hasSize(1);
    }
    assertThat(run(directory, true, "-chdir=cdktf.out/stacks/one", "show", "-no-color").output())
        .contains("terraform_data.a");
  }

  @Test
  void providersLockIsLeftOutWithAWord() throws Exception {
    Ran ran = run(directory, true, "providers", "lock", "-platform=linux_amd64");
    assertThat(ran.exit()).isZero();
    assertThat(ran.output()).contains("left out");
  }

  @Test
  void withoutTheSandboxItRefusesAllButItsVersion() throws Exception {
    StackInfo stack = bench.stack("one", "\"a\": {}");
    assertThat(run(stack.directory(), false, "version").exit()).isZero();
    assertThat(run(stack.directory(), false, "plan").exit()).isEqualTo(7);
  }

  @Test
  void elsewhereThanInAStackItRefuses() throws Exception {
    assertThat(run(directory, true, "apply").exit()).isEqualTo(2);
  }
}
