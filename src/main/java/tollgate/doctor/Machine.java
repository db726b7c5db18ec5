package tollgate.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.terraform.TerraformBinary;
import tollgate.terraform.TerraformMissingException;
import tollgate.terraform.TerraformVersion;

/**
 * The machine that a project is worked on.
 *
 * @param environment of this process
 * @param directory of the project
 * @param java the feature number of this Java, 17
 * @param javaHome where it is
 */
public record Machine(
    Map<String, String> environment, Path directory, LocalDate today, int java, Path javaHome) {
  /** The provider's plugin takes 110 MB, the first build 600 MB. */
  private static final long LEAST_MB = 500;

  private static final long COMFORTABLE_MB = 3_000;
  private static final Pattern TERRAFORM =
      Pattern.compile("\"terraform_version\"\\s*:\\s*\"([^\"]{1,40})\"");
  private static final String TERRAFORM_FIX =
      "Install Terraform %s or newer (https://developer.hashicorp.com/terraform/install)."
          .formatted(TerraformVersion.MINIMUM);

  public Machine {
    environment = Map.copyOf(environment);
  }

  /** What the sandbox needs, and git for the look after keys. */
  public List<Check> forSandbox() {
    return List.of(
        new Check("java", "Java", this::java17),
        new Check("node", "Node", this::node),
        new Check("terraform", "terraform", this::terraform),
        new Check("plugin-cache", "plugin cache", this::pluginCache),
        new Check("disk", "disk", () -> disk(Files.getFileStore(directory).getUsableSpace())),
        new Check("git", "git", this::git),
        new Check("keys", "keys in git", () -> new KeyScan(directory, programs()).look()));
  }

  /** What the real cloud needs besides. */
  public List<Check> forCloud() {
    List<Check> checks = new ArrayList<>(forSandbox());
    checks.add(
        new Check(
            "gcloud",
            "gcloud",
            () ->
                optional(
                    "gcloud",
                    "logging in, and reaching the workstation, need it",
                    "Install the Google Cloud CLI (https://cloud.google.com/sdk/docs/install).")));
    checks.add(
        new Check(
            "ssh",
            "ssh",
            () ->
                optional("ssh", "reaching the workstation needs it", "Install OpenSSH's client.")));
    return List.copyOf(checks);
  }

  private Programs programs() {
    return new Programs(environment, directory);
  }

  private Outcome java17() {
    if (java < 17) {
      return Outcome.missing(
          "Java %d is too old.".formatted(java),
          "Install a JDK, 17 or newer, and name it in JAVA_HOME.");
    }
    boolean compiler =
        Files.exists(javaHome.resolve("bin/javac"))
            || Files.exists(javaHome.resolve("bin/javac.exe"));
    return compiler
        ? Outcome.ok("Java %d is a JDK.".formatted(java))
        : Outcome.missing(
            "Java %d is a runtime without a compiler.".formatted(java),
            "Install a JDK, 17 or newer, and name it in JAVA_HOME.");
  }

  /** Why Node cannot be used, with the way out; empty when it can, or when that cannot be told. */
  public Optional<String> nodeProblem() {
    try {
      Outcome node = node();
      return node.state() == Outcome.State.missing
          ? Optional.of(node.sentence() + " " + node.fix())
          : Optional.empty();
    } catch (IOException untold) {
      return Optional.empty();
    }
  }

  private Outcome node() throws IOException {
    String name = environment.getOrDefault("JSII_NODE", "node");
    if (programs().find(name).isEmpty() && !Files.isExecutable(Path.of(name))) {
      return Outcome.missing(
          "Node was not found.",
          "Install Node (https://nodejs.org/en/download) and put it on the PATH.");
    }
    return NodeReleases.judge(programs().output(List.of(name, "--version")).orElse(""), today);
  }

  private Outcome terraform() throws IOException {
    Path path;
    try {
      path = TerraformBinary.locate(environment);
    } catch (TerraformMissingException missing) {
      return Outcome.missing("Terraform was not found.", TERRAFORM_FIX);
    }
    Optional<TerraformVersion> version =
        new Programs(bare(), directory)
            .output(List.of(path.toString(), "version", "-json"))
            .map(TERRAFORM::matcher)
            .filter(Matcher::find)
            .flatMap(found -> TerraformVersion.parse(found.group(1)));
    if (version.isEmpty()) {
      return Outcome.missing("The terraform on the PATH does not tell its version.", TERRAFORM_FIX);
    }
    if (version.get().compareTo(TerraformVersion.MINIMUM) < 0) {
      return Outcome.missing(
          "Terraform %s is too old: write-only arguments, which keep passwords out of the state, came with %s."
              .formatted(version.get(), TerraformVersion.MINIMUM),
          TERRAFORM_FIX);
    }
    Optional<TerraformVersion> pinned = pinned();
    if (pinned.isPresent() && !pinned.get().equals(version.get())) {
      return Outcome.warning(
          "Terraform %s works, but .terraform-version names %s."
              .formatted(version.get(), pinned.get()),
          "Use the named one, or name this one: a state that a newer one wrote an older one may not read.");
    }
    return Outcome.ok("Terraform %s plans and applies.".formatted(version.get()));
  }

  /** Neither a file of the user's nor an update check may change the answer or its time. */
  private Map<String, String> bare() {
    return Map.of(
        "PATH", environment.getOrDefault("PATH", ""),
        "CHECKPOINT_DISABLE", "1",
        "TF_CLI_CONFIG_FILE", "/dev/null");
  }

  private Optional<TerraformVersion> pinned() throws IOException {
    Path file = directory.resolve(".terraform-version");
    return Files.isRegularFile(file) && Files.size(file) < 200
        ? TerraformVersion.parse(Files.readString(file))
        : Optional.empty();
  }

  private Outcome pluginCache() {
    String named = environment.getOrDefault("TF_PLUGIN_CACHE_DIR", "");
    if (named.isEmpty()) {
      return Outcome.ok("The provider is kept under .tollgate/plugins and fetched once.");
    }
    return Files.isDirectory(Path.of(named)) && Files.isWritable(Path.of(named))
        ? Outcome.ok("The provider is kept where TF_PLUGIN_CACHE_DIR says.")
        : Outcome.missing(
            "TF_PLUGIN_CACHE_DIR names no directory that can be written, and terraform refuses to start so.",
            "Make the directory, or unset the variable.");
  }

  static Outcome disk(long free) {
    long megabytes = free / 1_000_000;
    String fix =
        "Make room, for instance with tollgate sandbox reset or by deleting old build outputs.";
    if (megabytes < LEAST_MB) {
      return Outcome.missing("Only %d MB are free.".formatted(megabytes), fix);
    }
    return megabytes < COMFORTABLE_MB
        ? Outcome.warning("%d MB are free, which a few builds fill.".formatted(megabytes), fix)
        : Outcome.ok("%d GB are free.".formatted(megabytes / 1_000));
  }

  private Outcome git() throws IOException {
    return programs().find("git").isPresent()
            && programs().output(List.of("git", "--version")).isPresent()
        ? Outcome.ok("Git is there.")
        : Outcome.warning(
            "Git was not found; settings that are not in git have no history and no review.",
            "Install git.");
  }

  private Outcome optional(String program, String need, String fix) {
    return programs().find(program).isPresent()
        ? Outcome.ok("The program %s is there.".formatted(program))
        : Outcome.warning("The program %s was not found; %s.".formatted(program, need), fix);
  }
}
