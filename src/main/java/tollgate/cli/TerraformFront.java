package tollgate.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stacks.Platform;
import tollgate.config.SettingsException;
import tollgate.cost.Estimator;
import tollgate.cost.Totals;
import tollgate.guard.Agreed;
import tollgate.guard.Approval;
import tollgate.guard.Context;
import tollgate.guard.Judgement;
import tollgate.guard.Policy;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;
import tollgate.terraform.ChildEnvironment;
import tollgate.terraform.RunMode;
import tollgate.terraform.StateIdentity;
import tollgate.terraform.Terraform;
import tollgate.terraform.TerraformBinary;
import tollgate.workflow.Appraisal;
import tollgate.workflow.LastEstimates;
import tollgate.workflow.Policies;
import tollgate.workflow.StopException;

/**
 * Terraform for programs that run it themselves, with the gate between plan and apply. Whatever is
 * applied was planned into a file, judged, and is applied from that very file.
 */
final class TerraformFront {
  /** Words for the dangers, for there is nobody to type them when cdktf calls. */
  private static final String APPROVE = "TOLLGATE_APPROVE";

  private final Session session;
  private final TerraformArguments arguments;
  private final Path directory;
  private final TerraformBinary binary;

  /**
   * @param directory where terraform works
   */
  TerraformFront(Session session, TerraformArguments arguments, Path directory) {
    this.session = session;
    this.arguments = arguments;
    this.directory = directory;
    this.binary = TerraformBinary.find(session.rim().environment(), session.children());
  }

  /** Runs it; returns terraform's own exit code unless the gate stops it. */
  int run(List<String> asWritten) throws SettingsException, IOException {
    boolean judged = List.of("plan", "apply", "destroy").contains(arguments.command());
    if (!judged || arguments.asksForHelp()) {
      return terraform(asWritten);
    }
    // A plan may hold secrets in the clear.
    try (Scratch scratch = Scratch.open(session.rim().lastWords(), Scratch::endNode)) {
      return arguments.command().equals("plan")
          ? plan(asWritten, scratch.path())
          : apply(scratch.path());
    }
  }

  private int plan(List<String> asWritten, Path scratch) throws SettingsException, IOException {
    Path file =
        arguments.value("out").map(directory::resolve).orElseGet(() -> scratch.resolve("plan"));
    List<String> command = new ArrayList<>(asWritten);
    // The last one counts. Whole, because a terraform in the sandbox works in another directory.
    command.add("-out=" + file);
    int code = terraform(command);
    boolean made = code == 0 || (code == 2 && arguments.has("detailed-exitcode"));
    return made && !judge(file).passed() ? ExitCode.GUARD.code() : code;
  }

  private int apply(Path scratch) throws SettingsException, IOException {
    Path file = scratch.resolve("plan");
    if (arguments.planFile().isPresent()) {
      // A copy, so that what was judged is what is applied.
      Path given = directory.resolve(arguments.planFile().get());
      if (!Files.isRegularFile(given)) {
        throw new StopException(
            StopException.Reason.USAGE,
            "There is no plan file %s. Make one with terraform plan -out=FILE."
                .formatted(arguments.planFile().get()));
      }
      Files.copy(given, file);
    } else {
      int code = terraform(arguments.planning(file.toString()));
      if (code != 0) {
        return code;
      }
    }
    Judged judged = judge(file);
    if (!judged.passed()) {
      throw new StopException(
          StopException.Reason.GUARD, "The gate said no, so nothing was applied.");
    }
    refuseUnapproved(judged.appraisal().judgement());
    if (arguments.planFile().isEmpty() && !arguments.has("auto-approve")) {
      ask();
    }
    int code = terraform(arguments.applying(file.toString()));
    if (code == 0) {
      remember(judged);
    }
    return code;
  }

  /**
   * What the gate said of a plan.
   *
   * @param whole false where the plan is of a part of its stack
   */
  private record Judged(Appraisal appraisal, boolean whole) {
    boolean passed() {
      return appraisal.judgement().passed();
    }
  }

  private Judged judge(Path file) throws SettingsException {
    Plan plan = Plan.parse(tool().show(file));
    Policy policy = policy();
    List<LastEstimates.Remembered> others =
        policy.budget().isPresent() ? estimates().others(state()) : List.of();
    Totals elsewhere =
        others.stream().map(LastEstimates.Remembered::totals).reduce(Totals.ZERO, Totals::plus);
    Appraisal appraisal =
        Appraisal.of(
            List.of(new StackPlan(stack(), plan)),
            new Context(
                List.of(),
                policy.budget().isPresent() ? Set.copyOf(Platform.NAMES) : Set.of(),
                Agreed.NOTHING,
                elsewhere),
            Estimator.shipped(),
            policy,
            session.today(),
            session.timings());
    session.rim().err().println();
    session.rim().err().print(session.talkReport().cost(appraisal.cost(), policy.budget()));
    session.rim().err().println();
    session.rim().err().print(session.talkReport().guard(appraisal.judgement()));
    policy
        .budget()
        .ifPresent(
            budget ->
                EarlierRuns.of(appraisal.cost(), others, budget).forEach(session.talk()::note));
    session.rim().err().flush();
    Judged judged = new Judged(appraisal, plan.complete() && !arguments.isPartial());
    if (policy.budget().isPresent() && !arguments.has("refresh-only")) {
      estimates()
          .planned(state(), stack(), appraisal.cost(), judged.passed(), judged.whole(), now());
    }
    return judged;
  }

  /** After an apply that went well. What a part of a stack was applied of says nothing of it. */
  private void remember(Judged applied) {
    boolean remembered = Files.exists(session.project().settings());
    if (remembered && applied.whole() && !arguments.has("refresh-only")) {
      estimates().applied(state(), stack(), applied.appraisal().cost(), now());
    }
  }

  private Instant now() {
    return session.rim().clock().instant();
  }

  private String stack() {
    return String.valueOf(directory.normalize().getFileName());
  }

  private LastEstimates estimates() {
    boolean sandbox =
        !session.rim().environment().getOrDefault(RunMode.Sandbox.REATTACH, "").isBlank();
    return new LastEstimates(session.project().workplace(sandbox ? "sandbox" : "cloud"));
  }

  private String state() {
    return StateIdentity.of(
        session.project().root(),
        directory,
        session.rim().environment(),
        arguments.value("state").orElse(""));
  }

  private Policy policy() throws SettingsException {
    if (!Files.exists(session.project().settings())) {
      session.talk().note("There is no tollgate.yaml, so no budget is held against the plan.");
      return Policy.NONE;
    }
    return Policies.of(session.settings());
  }

  private void refuseUnapproved(Judgement judgement) throws SettingsException {
    boolean signedOnly =
        Files.exists(session.project().settings()) && session.settings().policy().signedApprovals();
    Set<String> given =
        Stream.of(session.rim().environment().getOrDefault(APPROVE, "").split(","))
            .map(String::strip)
            .collect(Collectors.toSet());
    List<String> missing =
        judgement.approvals().stream()
            .sorted()
            .map(Approval::json)
            .filter(kind -> !given.contains(kind))
            .toList();
    if (signedOnly && !judgement.approvals().isEmpty()) {
      throw new StopException(
          StopException.Reason.APPROVAL,
          "This is %s, which policy.signed_approvals lets no %s accept, so nothing was applied. Use %s --out plans, then %s --plan plans, then %s --plan plans."
              .formatted(
                  judgement.approvals().stream()
                      .sorted()
                      .map(Approval::json)
                      .collect(Collectors.joining(" and ")),
                  APPROVE,
                  session.command("plan", List.of()),
                  session.command("approve", List.of()),
                  session.command("deploy", List.of())));
    }
    if (!missing.isEmpty()) {
      throw new StopException(
          StopException.Reason.APPROVAL,
          "This needs %s=%s in the environment, which is not there, so nothing was applied."
              .formatted(APPROVE, String.join(",", missing)));
    }
  }

  /** In terraform's own words, by which cdktf knows that it is asked. */
  private void ask() throws IOException {
    boolean silent = arguments.isOff("input");
    if (!silent) {
      session
          .rim()
          .out()
          .print(
              """

              Do you want to perform these actions?
                Terraform will perform the actions described above.
                Only 'yes' will be accepted to approve.

                Enter a value:\s""");
      session.rim().out().flush();
    }
    String answer = silent ? "" : line();
    if (!answer.strip().equals("yes")) {
      throw new StopException(
          StopException.Reason.APPROVAL, "Not approved, so nothing was applied.");
    }
  }

  private String line() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(session.rim().in(), Charset.defaultCharset()))
            .readLine();
    return line == null ? "" : line;
  }

  private Terraform tool() {
    return new Terraform(binary, directory, environment(), session.children());
  }

  private int terraform(List<String> command) throws IOException {
    List<String> whole = new ArrayList<>(List.of(binary.path().toString()));
    whole.addAll(command);
    return session
        .children()
        .runInherited(whole, session.rim().directory(), environment(), grace());
  }

  /** On a terminal Ctrl-C reaches terraform by itself. */
  private Duration grace() {
    return session.rim().terminal().input() ? Duration.ofDays(1) : Duration.ofSeconds(5);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(session.rim().environment());
    environment.remove(ChildEnvironment.APPROVAL_KEY);
    return environment;
  }
}
