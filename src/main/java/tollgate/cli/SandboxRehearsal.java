package tollgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stacks.StackInfo;
import stacks.parts.Removal;
import tollgate.config.SettingsException;
import tollgate.report.Printable;
import tollgate.sandbox.cloud.BreakKind;
import tollgate.sandbox.cloud.Breakage;
import tollgate.sandbox.cloud.Operation;
import tollgate.sandbox.cloud.Rehearsal;
import tollgate.sandbox.cloud.Rule;
import tollgate.sandbox.cloud.Rules;
import tollgate.schema.Schema;
import tollgate.workflow.SandboxAddresses;
import tollgate.workflow.StopException;

/** Breaks and mends the sandbox, and switches Google's rules. */
final class SandboxRehearsal {
  private final Session session;
  private final Rehearsal rehearsal;

  SandboxRehearsal(Session session) {
    this.session = session;
    this.rehearsal = new Rehearsal(Session.sandboxStore(session.project()));
  }

  /**
   * Breaks something.
   *
   * @param what the word of a kind
   * @param on an address, a type, or a pattern of either
   * @param during words of operations; none for the usual ones
   * @param times how often; 0 for until it is mended
   * @param seconds how much longer a slow operation takes
   */
  ExitCode breaks(String what, String on, List<String> during, int times, int seconds)
      throws SettingsException {
    BreakKind kind =
        BreakKind.of(what.toLowerCase(Locale.ROOT))
            .orElseThrow(
                () ->
                    usage(
                        "There is no \"%s\" to break. There is: %s."
                            .formatted(
                                what,
                                Stream.of(BreakKind.values())
                                    .map(BreakKind::word)
                                    .collect(Collectors.joining(", ")))));
    if (times < 0 || seconds < 1) {
      throw usage("--times and --for take positive numbers.");
    }
    Set<Operation> operations = operations(kind, during);
    Breakage breakage =
        new Breakage(
            kind,
            on,
            targets(kind, on),
            operations,
            times,
            Duration.ofSeconds(seconds),
            session.rim().clock().instant());
    change(
        before ->
            new Rehearsal.State(
                before.off(),
                Stream.concat(before.breakages().stream(), Stream.of(breakage)).toList()));
    session.talk().note("Broken: " + Printable.text(sentence(breakage)));
    session.talk().note("`tollgate sandbox mend%s` mends it.".formatted(where()));
    return ExitCode.FINE;
  }

  private static Set<Operation> operations(BreakKind kind, List<String> during) {
    Set<Operation> operations = EnumSet.noneOf(Operation.class);
    for (String word : during) {
      operations.add(
          Stream.of(Operation.values())
              .filter(each -> each.word().equals(word.toLowerCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(
                  () ->
                      usage(
                          "There is no operation \"%s\". There is: plan, read, create, update, delete."
                              .formatted(word))));
    }
    return operations.isEmpty() ? kind.usually() : operations;
  }

  /** A pattern with a dot speaks of addresses, one without of types. */
  private List<Breakage.Target> targets(BreakKind kind, String on) throws SettingsException {
    List<Breakage.Target> targets =
        on.contains(".")
            ? ofAddress(on)
            : Schema.google().resourceTypes().stream().anyMatch(t -> Breakage.matches(on, t))
                ? List.of(new Breakage.Target(on, Map.of()))
                : List.of();
    if (targets.isEmpty()) {
      throw usage(
          "Nothing is called \"%s\", neither in the stacks nor in the sandbox. Write an address, a type, or a pattern: 'google_sql_*'."
              .formatted(on));
    }
    boolean suits =
        targets.stream()
            .anyMatch(
                target ->
                    Schema.google().resourceTypes().stream()
                        .anyMatch(t -> Breakage.matches(target.type(), t) && kind.suits(t)));
    if (!suits) {
      throw usage("%s cannot happen to %s: %s.".formatted(kind.word(), on, kind.says()));
    }
    return targets;
  }

  private List<Breakage.Target> ofAddress(String on) throws SettingsException {
    Set<Breakage.Target> targets = new LinkedHashSet<>();
    Set<String> configured = new HashSet<>();
    for (SandboxAddresses.Configured each : SandboxAddresses.configured(stacks())) {
      if (Breakage.matches(on, each.address())) {
        targets.add(new Breakage.Target(each.type(), each.texts()));
        configured.add(each.stack() + "/" + each.address());
      }
    }
    Path ground = session.project().workplace("sandbox");
    for (SandboxAddresses.Recorded each : SandboxAddresses.recorded(ground)) {
      boolean known = configured.contains(each.stack() + "/" + each.address());
      if (Breakage.matches(on, each.address()) && !known) {
        targets.add(new Breakage.Target(each.type(), Map.of("id", each.id())));
      }
    }
    return List.copyOf(targets);
  }

  private List<StackInfo> stacks() throws SettingsException {
    if (!Files.exists(session.project().settings())) {
      return List.of();
    }
    Path outdir = session.project().tollgate().resolve("exec").resolve("cdktf.out");
    return session.synthesize(session.settingsForSynth(), outdir, Removal.NONE);
  }

  /** Everything that is broken. */
  ExitCode broken() {
    List<Breakage> breakages = rehearsal.now().breakages();
    if (breakages.isEmpty()) {
      session.rim().out().println("Nothing is broken.");
    }
    breakages.forEach(each -> session.rim().out().println(Printable.text(sentence(each))));
    return ExitCode.FINE;
  }

  /** Every kind of failure there is. */
  ExitCode kinds() {
    for (BreakKind kind : BreakKind.values()) {
      session.rim().out().println("%-18s %s".formatted(kind.word(), kind.says()));
    }
    return ExitCode.FINE;
  }

  /**
   * Mends.
   *
   * @param what words of kinds; none for all
   */
  ExitCode mend(List<String> what) {
    Set<BreakKind> kinds = EnumSet.noneOf(BreakKind.class);
    for (String word : what) {
      kinds.add(
          BreakKind.of(word.toLowerCase(Locale.ROOT))
              .orElseThrow(() -> usage("There is no \"%s\" to mend.".formatted(word))));
    }
    List<Breakage> mended = new ArrayList<>();
    change(
        before -> {
          before.breakages().stream()
              .filter(each -> kinds.isEmpty() || kinds.contains(each.kind()))
              .forEach(mended::add);
          List<Breakage> left = new ArrayList<>(before.breakages());
          left.removeAll(mended);
          return new Rehearsal.State(before.off(), left);
        });
    session
        .talk()
        .note(
            mended.isEmpty()
                ? "Nothing was broken."
                : "Mended. The same command again goes on where it stopped.");
    return ExitCode.FINE;
  }

  /** Switches rules and lists them. */
  ExitCode rules(List<String> off, List<String> on) {
    Stream.concat(off.stream(), on.stream())
        .filter(name -> !name.equals("all"))
        .filter(name -> Rules.all().stream().noneMatch(rule -> rule.name().equals(name)))
        .findFirst()
        .ifPresent(
            name -> {
              throw usage(
                  "There is no rule \"%s\". `tollgate sandbox rules` lists them.".formatted(name));
            });
    if (!off.isEmpty() || !on.isEmpty()) {
      change(
          before -> {
            Set<String> names = new TreeSet<>(before.off());
            names.addAll(whole(off));
            names.removeAll(whole(on));
            return new Rehearsal.State(names, before.breakages());
          });
    }
    Set<String> silent = rehearsal.now().off();
    int width =
        Rules.all().stream().map(rule -> rule.name().length()).max(Comparator.naturalOrder()).get();
    for (Rule rule : Rules.all()) {
      session
          .rim()
          .out()
          .println(
              ("%-" + width + "s  %-3s  %s")
                  .formatted(
                      rule.name(), silent.contains(rule.name()) ? "off" : "on", rule.says()));
    }
    return ExitCode.FINE;
  }

  private static List<String> whole(List<String> names) {
    return names.contains("all") ? Rules.all().stream().map(Rule::name).toList() : names;
  }

  /** {@code quota on google_sql_*, twice more (create, update), since …}. */
  static String sentence(Breakage breakage) {
    String during =
        breakage.during().stream().sorted().map(Operation::word).collect(Collectors.joining(", "));
    String times =
        breakage.left() == 0
            ? "until it is mended"
            : breakage.left() == 1 ? "once more" : breakage.left() + " times more";
    String longer =
        breakage.kind() == BreakKind.SLOW ? " by %d s".formatted(breakage.delay().toSeconds()) : "";
    return "%s%s on %s, %s, at %s (%s)"
        .formatted(
            breakage.kind().word(), longer, breakage.on(), times, during, breakage.kind().says());
  }

  /** What to say after a failure that the sandbox brought about, a line each. */
  static List<String> wayOn(Optional<tollgate.sandbox.cloud.Incidents> incidents, String where) {
    List<String> lines = new ArrayList<>();
    if (incidents.isEmpty()) {
      return lines;
    }
    for (BreakKind kind : incidents.get().kinds()) {
      lines.add(
          "This was broken on purpose (%s): `tollgate sandbox mend%s` mends it, and the same command again goes on where it stopped."
              .formatted(kind.word(), where));
    }
    for (String rule : incidents.get().rules()) {
      lines.add(
          "Google's own rule %s, as the sandbox plays it: change the settings, or see past it with `tollgate sandbox rules --off %s%s`."
              .formatted(rule, rule, where));
    }
    return lines;
  }

  private String where() {
    return session.project().options();
  }

  private void change(java.util.function.UnaryOperator<Rehearsal.State> change) {
    try {
      rehearsal.change(change);
    } catch (IOException e) {
      throw SandboxRun.unusable(e);
    }
  }

  private static StopException usage(String message) {
    return new StopException(StopException.Reason.USAGE, Printable.text(message));
  }
}
