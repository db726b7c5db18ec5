package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    return run(shim, System.getenv("PATH"), in, sandbox, arguments);
  }

  private Ran run(Path program, String path, Path in, boolean sandbox, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(bench.ground.environment().of(bench.ground.mode(), java.util.Map.of()));
    builder.environment().put("PATH", shim.getParent() + File.pathSeparator + path);
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
  void aDirectoryOfOnesOwnHasItsStateInTheSandboxToo() throws Exception {
    Path own = Files.createDirectories(directory.resolve("infra/prod"));
    Path module = Files.createDirectories(directory.resolve("infra/modules/thing"));
    Files.writeString(
        module.resolve("main.tf"), "resource \"terraform_data\" \"inner\" { input = 2 }\n");
    Files.writeString(
        own.resolve("main.tf"),
        """
        terraform {
          backend "gcs" { bucket = "real" }
        }
        module "thing" { source = "../modules/thing" }
        resource "terraform_data" "a" { input = file("${path.module}/text") }
        """);
    Files.writeString(own.resolve("text"), "hello");
    // What the real cloud's state would look like, had it been a local one.
    Files.writeString(own.resolve("terraform.tfstate"), "not to be read");
    Files.writeString(own.resolve("backend_override.tf"), "terraform {\n  backend \"gcs\" {}\n}\n");

    Ran init = run(own, true, "init", "-input=false", "-no-color", "-backend-config=bucket=real");
    assertThat(init.exit()).as(init.output()).isZero();
    Ran plan = run(own, true, "plan", "-out=saved", "-no-color");
    assertThat(plan.exit()).as(plan.output()).isZero();
    Ran apply = run(own, true, "apply", "-no-color", "saved");
    assertThat(apply.exit()).as(apply.output()).isZero();

    Path ground = directory.resolve(".tollgate/sandbox/default");
    List<Path> states;
    try (var files = Files.list(ground)) {
      states =
          files
              .filter(each -> String.valueOf(each.getFileName()).startsWith("own-prod-"))
              .map(each -> each.resolve("terraform.tfstate"))
              .toList();
    }
    assertThat(states).singleElement().satisfies(state -> assertThat(state).exists());
    assertThat(apply.output()).contains("the state of this directory is " + states.get(0));
    assertThat(Files.readString(states.get(0))).contains("hello").contains("module.thing");
    try (var files = Files.list(own)) {
      assertThat(files.map(each -> String.valueOf(each.getFileName())))
          .containsExactlyInAnyOrder("main.tf", "text", "terraform.tfstate", "backend_override.tf");
    }
    assertThat(own.resolve("terraform.tfstate")).hasContent("not to be read");
    assertThat(own.resolve("backend_override.tf")).content().contains("gcs");

    Files.delete(own.resolve("text"));
    Files.writeString(own.resolve("main.tf"), "");
    assertThat(run(own, true, "apply", "-auto-approve", "-no-color").output())
        .contains("2 destroyed");
  }

  @Test
  void tofuGoesTheSameWay() throws Exception {
    Path own = Files.createDirectories(directory.resolve("own"));
    Files.writeString(own.resolve("main.tf"), "");
    Path tofu = shim.resolveSibling("tofu");
    assertThat(run(tofu, System.getenv("PATH"), own, true, "plan").exit()).isEqualTo(7);

    Path installed = Files.createDirectories(directory.resolve("opt")).resolve("tofu");
    Files.writeString(installed, "#!/bin/sh\necho \"$@ at $TF_HTTP_ADDRESS\"\n");
    Files.setPosixFilePermissions(installed, PosixFilePermissions.fromString("rwxr-xr-x"));
    String path = installed.getParent() + File.pathSeparator + System.getenv("PATH");

    assertThat(run(tofu, path, own, true, "plan").output())
        .contains("plan at http://127.0.0.1:")
        .contains("/own-own-");
  }

  @Test
  void initTakesWhatAnotherVersionOfTheBackendLeft() throws Exception {
    StackInfo stack = bench.stack("one", "\"a\": {}");
    assertThat(run(stack.directory(), true, "init", "-input=false").exit()).isZero();
    Path record =
        directory.resolve(".tollgate/sandbox/default/work/one/.terraform/terraform.tfstate");
    String recorded = Files.readString(record);
    Files.writeString(record, recorded.replaceAll("\"hash\": \\d+", "\"hash\": 1"));
    assertThat(record).content().isNotEqualTo(recorded);

    Ran again = run(stack.directory(), true, "init", "-input=false");

    assertThat(again.exit()).as(again.output()).isZero();
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
  void withoutAConfigurationItRefuses() throws Exception {
    Ran ran = run(directory, true, "apply");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.output()).contains("holds no configuration");
  }

  @Test
  void aScriptThatAShellIsAtIsNotWrittenOver() throws Exception {
    Object before = Files.getAttribute(shim, "unix:ino");
    SandboxShim.write(bench.ground);
    assertThat(Files.getAttribute(shim, "unix:ino")).isEqualTo(before);
    Files.writeString(shim, "echo old");
    before = Files.getAttribute(shim, "unix:ino");
    SandboxShim.write(bench.ground);
    assertThat(Files.getAttribute(shim, "unix:ino")).isNotEqualTo(before);
    assertThat(shim).isExecutable();
    try (var files = Files.list(shim.getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("terraform", "tofu");
    }
  }
}
