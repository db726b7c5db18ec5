package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the real terraform in a directory of its own. */
final class Terraform {
  private final Path directory;
  private final Map<String, String> environment;

  Terraform(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /** What a run ended with. */
  record Result(int exit, String stdout, String stderr) {
    String output() {
      return stdout + stderr;
    }
  }

  static boolean installed() {
    try {
      Process version =
          new ProcessBuilder("terraform", "version").redirectErrorStream(true).start();
      version.getInputStream().readAllBytes();
      return version.waitFor() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The version of the terraform on the path. */
  String version() throws IOException, InterruptedException {
    return new ObjectMapper()
        .readTree(run("version", "-json").stdout())
        .path("terraform_version")
        .asText();
  }

  void write(String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  Result run(Map<String, String> more, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("terraform"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    builder.environment().putAll(more);
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    builder.environment().put("TF_IN_AUTOMATION", "1");
    Path output = Files.createTempFile("terraform", ".out");
    Path errors = Files.createTempFile("terraform", ".err");
    try {
      Process process =
          builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("terraform " + String.join(" ", arguments) + " did not end");
      }
      return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  /** Starts it and lets it run, its output thrown away. */
  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("terraform"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    builder.environment().put("TF_IN_AUTOMATION", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** Plans into a file and returns what {@code show -json} says of it. */
  JsonNode plan(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("plan", "-input=false", "-no-color", "-out=plan"));
    command.addAll(List.of(arguments));
    Result plan = run(command.toArray(new String[0]));
    if (plan.exit() != 0) {
      throw new IOException("terraform plan failed:\n" + plan.output());
    }
    return new ObjectMapper().readTree(run("show", "-json", "plan").stdout());
  }
}
