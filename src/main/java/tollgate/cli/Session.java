package tollgate.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import stacks.Platform;
import stacks.StackInfo;
import stacks.parts.Removal;
import stacks.parts.UnbuildableException;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;
import tollgate.doctor.Machine;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.report.Printable;
import tollgate.report.SarifReport;
import tollgate.report.Sources;
import tollgate.report.Style;
import tollgate.report.TextReport;
import tollgate.sandbox.Options;
import tollgate.sandbox.Sandbox;
import tollgate.schema.Schema;
import tollgate.terraform.ChildEnvironment;
import tollgate.terraform.Children;
import tollgate.terraform.InterruptedRunException;
import tollgate.terraform.RunMode;
import tollgate.terraform.TerraformBinary;
import tollgate.text.ShellWord;
import tollgate.workflow.Deployment;
import tollgate.workflow.Ground;
import tollgate.workflow.Leftovers;
import tollgate.workflow.Planning;
import tollgate.workflow.Policies;
import tollgate.workflow.Project;
import tollgate.workflow.SandboxTypes;
import tollgate.workflow.StopException;
import tollgate.workflow.Timings;
import tollgate.workflow.UnfinishedDeploys;

/** One run of a command: what it works with, made when it is first needed. */
final class Session implements AutoCloseable {

  /** How long terraform has to say that Ctrl-C reached it, before it is told. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Rim rim;
  private final GlobalOptions options;
  private final Project project;
  private final Talk talk;
  private final Timings timings = new Timings(System::nanoTime);
  private final Children children = new Children();
  private Optional<CompletableFuture<TerraformBinary>> binary = Optional.empty();
  private Optional<Ground> ground = Optional.empty();
  private Optional<Sandbox> sandbox = Optional.empty();

  Session(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
    this.project =
        new Project(
            rim.directory().resolve(options.config),
            Optional.of(options.environment).filter(name -> !name.isEmpty()),
            Optional.of(options.config).filter(file -> !file.equals(GlobalOptions.CONFIG)));
    this.talk =
        new Talk(
            rim.err(),
            rim.terminal(),
            options.quiet,
            !rim.environment().getOrDefault("TERM", "").equals("dumb"));
    // The JVM must outlive terraform, which talks to the provider in it.
    rim.lastWords()
        .before(
            () -> {
              Duration lastWords = children.drain(GRACE);
              talk.clear();
              return lastWords;
            });
    ProcessHandle.current()
        .info()
        .startInstant()
        .ifPresent(
            start ->
                timings.add("jvm", Duration.between(start, Instant.now(rim.clock())).toMillis()));
  }

  Rim rim() {
    return rim;
  }

  GlobalOptions options() {
    return options;
  }

  Project project() {
    return project;
  }

  Talk talk() {
    return talk;
  }

  Timings timings() {
    return timings;
  }

  Children children() {
    return children;
  }

  /** What this runs on. */
  Machine machine() {
    return new Machine(
        rim.environment(),
        project.root().toAbsolutePath(),
        today(),
        Runtime.version().feature(),
        Path.of(System.getProperty("java.home", "")));
  }

  LocalDate today() {
    return LocalDate.ofInstant(rim.clock().instant(), ZoneOffset.UTC);
  }

  /**
   * Reads the settings, while Node starts for the synth that follows.
   *
   * @throws SettingsException when something is wrong with them
   */
  Settings settingsForSynth() throws SettingsException {
    Platform.warmUp();
    return settings();
  }

  /**
   * Reads the settings.
   *
   * @throws SettingsException when something is wrong with them
   */
  Settings settings() throws SettingsException {
    long start = System.nanoTime();
    Settings settings =
        SettingsLoader.load(
            shownConfig(), project.environment(), read -> Policies.objections(read, today()));
    timings.add("settings", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    return settings;
  }

  /** As the user wrote it, so that problems name the file as the user does. */
  private Path shownConfig() {
    Path written = Path.of(options.config);
    return written.isAbsolute() || rim.directory().toString().isEmpty()
        ? written
        : rim.directory().resolve(written);
  }

  /**
   * Synthesizes all stacks.
   *
   * @throws StopException when Google would refuse what the settings ask for, or terraform what the
   *     stacks make of it
   */
  List<StackInfo> synthesize(Settings settings, Path outdir, Removal removal) {
    List<StackInfo> stacks = synthesized(settings, outdir, removal);
    timings.measure("check", () -> StackMistakes.refuse(stacks, project.root()));
    return stacks;
  }

  private List<StackInfo> synthesized(Settings settings, Path outdir, Removal removal) {
    try {
      return timings.measure(
          "synth", () -> Platform.synthesize(settings, outdir, removal, timings::add));
    } catch (UnbuildableException refused) {
      throw new StopException(StopException.Reason.USAGE, String.valueOf(refused.getMessage()));
    } catch (UncheckedIOException unwritable) {
      if (DiskTrouble.behind(unwritable).isPresent()) {
        throw unwritable;
      }
      throw new StopException(StopException.Reason.USAGE, String.valueOf(unwritable.getMessage()));
    } catch (RuntimeException failed) {
      if (children.interruptedOrAboutToBe()) {
        throw new InterruptedRunException();
      }
      Optional<String> node = machine().nodeProblem();
      if (node.isPresent()) {
        throw new StopException(StopException.Reason.PREREQUISITE, node.get());
      }
      throw failed;
    }
  }

  /** Stacks that stand although the settings no longer ask for them. */
  Leftovers leftovers(Settings settings, List<StackInfo> all) {
    return timings.measure(
        "leftovers", () -> Leftovers.of(settings, all, project, options.sandbox));
  }

  /** The options that another command needs to mean the same platform, with a space before each. */
  String where() {
    return (options.sandbox ? " --sandbox" : "") + project.options();
  }

  /**
   * A command for the user to run next, which can be pasted as it is: for the same stacks of the
   * same platform.
   *
   * @param stacks names or patterns; none for all
   */
  String command(String word, List<String> stacks) {
    StringBuilder line = new StringBuilder("tollgate " + word);
    stacks.forEach(stack -> line.append(' ').append(ShellWord.of(stack)));
    return line + where();
  }

  /** Begins what does not depend on the stacks, while they are synthesized. */
  void warmUp() {
    if (binary.isEmpty()) {
      binary = Optional.of(CompletableFuture.supplyAsync(this::findTerraform));
      if (options.sandbox) {
        CompletableFuture.runAsync(Schema::google).exceptionally(laterAgain -> null);
      }
    }
  }

  /**
   * Where terraform runs.
   *
   * @param all every stack; the sandbox serves the types that they have
   */
  Ground ground(List<StackInfo> all) {
    return ground(all, Set.of());
  }

  /**
   * The same.
   *
   * @param more types that the sandbox is to serve too
   */
  Ground ground(List<StackInfo> all, Set<String> more) {
    if (ground.isEmpty()) {
      ground = Optional.of(open(all, more));
    }
    return ground.get();
  }

  private Ground open(List<StackInfo> all, Set<String> more) {
    if (!options.sandbox
        && !rim.environment().getOrDefault(RunMode.Sandbox.REATTACH, "").isBlank()) {
      throw new StopException(
          StopException.Reason.USAGE,
          "%s is set: this shell belongs to a sandbox, and without --sandbox the command would reach the real cloud. Add --sandbox, or run it outside."
              .formatted(RunMode.Sandbox.REATTACH));
    }
    warmUp();
    TerraformBinary found = joined(binary.orElseThrow());
    RunMode mode =
        options.sandbox
            ? new RunMode.Sandbox(timings.measure("sandbox", () -> startSandbox(all, more)))
            : new RunMode.Cloud();
    ChildEnvironment environment =
        new ChildEnvironment(rim.environment(), project.tollgate(), options.verbose);
    return new Ground(mode, found, environment, children, project.workplace(mode.word()));
  }

  private TerraformBinary findTerraform() {
    return timings.measure(
        "terraform version", () -> TerraformBinary.find(rim.environment(), children));
  }

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private Map<String, String> startSandbox(List<StackInfo> all, Set<String> more) {
    Path workplace = project.workplace("sandbox");
    Options served = Options.standard().withStates(workplace);
    Set<String> named = new TreeSet<>(more);
    named.addAll(SandboxTypes.of(all, workplace));
    Options types = all.isEmpty() ? served : served.withTypes(named);
    try {
      Sandbox started = Sandbox.start(sandboxStore(project), types);
      sandbox = Optional.of(started);
      return started.environment();
    } catch (IOException e) {
      throw new StopException(
          SandboxRun.reason(e),
          "The sandbox cannot be started in %s: %s."
              .formatted(
                  Printable.text(project.root().relativize(sandboxStore(project)).toString()),
                  Printable.text(String.valueOf(e.getMessage()))));
    }
  }

  /** Runs a command; where the sandbox let it fail, the failure gets the way on. */
  ExitCode explaining(Callable<ExitCode> command) throws Exception {
    try {
      return command.call();
    } catch (StopException failure) {
      throw explained(failure);
    }
  }

  private StopException explained(StopException failure) {
    List<String> details = new ArrayList<>(failure.details());
    details.addAll(SandboxRehearsal.wayOn(sandbox.map(Sandbox::incidents), project.options()));
    return details.size() == failure.details().size()
        ? failure
        : new StopException(failure.reason(), String.valueOf(failure.getMessage()), details);
  }

  /** Where the sandbox keeps the objects of an environment. */
  static Path sandboxStore(Project project) {
    return project.workplace("sandbox").resolve("objects");
  }

  /** Deploys that began and have not ended. */
  UnfinishedDeploys unfinished() {
    return new UnfinishedDeploys(project.workplace(options.sandbox ? "sandbox" : "cloud"));
  }

  Planning planning(List<StackInfo> all) {
    return new Planning(project, ground(all), talk, timings);
  }

  Deployment deployment(Planning planning) {
    return new Deployment(planning, talk, timings);
  }

  /** Text for stdout. */
  TextReport report() {
    return new TextReport(
        colours(rim.terminal().output()) ? Style.ANSI : Style.PLAIN, rim.terminal().columns());
  }

  /** Text for stderr. */
  TextReport talkReport() {
    return new TextReport(
        colours(rim.terminal().talk()) ? Style.ANSI : Style.PLAIN, rim.terminal().columns());
  }

  /** Verdicts as SARIF; on GitHub with links to the pages of the rules. */
  String sarif(Judgement judgement, Sources sources) {
    String server = rim.environment().getOrDefault("GITHUB_SERVER_URL", "");
    String repository = rim.environment().getOrDefault("GITHUB_REPOSITORY", "");
    Optional<String> site =
        server.startsWith("https://") && repository.matches("[A-Za-z0-9._/-]+")
            ? Optional.of(server + "/" + repository + "/blob/HEAD/")
            : Optional.empty();
    return SarifReport.of(judgement, Gate.rules(), site, sources);
  }

  private boolean colours(boolean terminal) {
    return switch (options.colour) {
      case always -> true;
      case never -> false;
      case auto ->
          terminal
              && rim.environment().getOrDefault("NO_COLOR", "").isEmpty()
              && !rim.environment().getOrDefault("TERM", "").equals("dumb");
    };
  }

  @Override
  public void close() {
    talk.clear();
    sandbox.ifPresent(Sandbox::close);
    if (rim.environment().getOrDefault("TOLLGATE_TIMINGS", "").equals("1")) {
      timings
          .parts()
          .forEach(part -> rim.err().println("timing " + part.name() + " " + part.millis()));
    }
  }
}
