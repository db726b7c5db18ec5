package tollgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tollgate.config.BillingAccount;
import tollgate.config.Email;
import tollgate.config.Location;
import tollgate.config.Money;
import tollgate.config.ProjectId;
import tollgate.config.Region;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;
import tollgate.config.read.Problem;
import tollgate.config.read.Shown;
import tollgate.text.ShellWord;
import tollgate.workflow.IgnoreFile;
import tollgate.workflow.Starter;
import tollgate.workflow.StopException;

/** Writes a first tollgate.yaml. */
final class InitRun {
  private final Session session;
  private final Given given;
  private final Questions questions;
  private final InitDefaults defaults;
  private final List<String> missing = new ArrayList<>();

  /** What the options say; empty text where they are silent. */
  record Given(
      String project,
      String region,
      String dataLocation,
      String owner,
      String budget,
      String billingAccount,
      String timeZone,
      List<Starter.Part> parts,
      boolean force) {}

  InitRun(Session session, Given given) {
    this.session = session;
    this.given = given;
    this.questions = new Questions(session.rim());
    this.defaults =
        session.options().sandbox
            ? InitDefaults.SAMPLE
            : InitDefaults.of(session.rim().environment());
  }

  ExitCode run() {
    Path file = session.project().settings();
    if (Files.exists(file, java.nio.file.LinkOption.NOFOLLOW_LINKS) && !given.force()) {
      throw usage(
          "%s is there already and was left as it is; say --force to write over it."
              .formatted(shown(file)));
    }
    String yaml = starter().yaml();
    check(yaml, file);
    write(file, yaml);
    int ignored = ignore(session.project().root());
    session.rim().out().println("Wrote " + shown(file) + ".");
    if (ignored > 0) {
      session.rim().out().println("Added %d lines to .gitignore.".formatted(ignored));
    }
    session.rim().out().println("Next: " + next());
    return ExitCode.FINE;
  }

  private String next() {
    String config =
        session.options().config.equals(GlobalOptions.CONFIG)
            ? ""
            : " --config " + ShellWord.of(session.options().config);
    return session.options().sandbox
        ? "tollgate plan --sandbox" + config
        : "tollgate doctor" + config + ", then tollgate plan" + config;
  }

  private Starter starter() {
    Optional<ProjectId> project =
        value("--project", "Project id", given.project(), defaults.project(), ProjectId::new);
    Optional<Region> region =
        value("--region", "Region", given.region(), defaults.region(), Region::new);
    Optional<Email> owner =
        value("--owner", "Owner's e-mail", given.owner(), defaults.owner(), Email::new);
    if (!missing.isEmpty()) {
      throw usage(
          "There is no terminal to ask on, and %s missing: say %s."
              .formatted(
                  missing.size() == 1 ? "one option is" : "options are",
                  String.join(", ", missing)));
    }
    Region place = region.orElseThrow();
    Location data =
        optional(
            "--data-location",
            "Data location",
            given.dataLocation(),
            Starter.dataLocation(place).value(),
            Location::new);
    Set<Starter.Part> parts = parts();
    Money budget =
        optional(
            "--budget",
            "Budget a month",
            given.budget(),
            Starter.Part.budget(parts) + " USD",
            Money::parse);
    ProjectId id = project.orElseThrow();
    Optional<BillingAccount> billing =
        given.billingAccount().isEmpty()
            ? Optional.empty()
            : Optional.of(
                checked("--billing-account", given.billingAccount(), BillingAccount::new));
    InitDefaults.Found found =
        session.options().sandbox
            ? InitDefaults.Found.NOTHING
            : defaults.lookUp(id, session.rim().environment());
    found.note().ifPresent(session.talk()::note);
    return new Starter(
        id,
        found.number(),
        billing.or(found::billing),
        place,
        data,
        owner.orElseThrow(),
        budget,
        timeZone(),
        parts);
  }

  private Set<Starter.Part> parts() {
    if (!given.parts().isEmpty()) {
      return EnumSet.copyOf(given.parts());
    }
    if (session.options().sandbox) {
      return EnumSet.allOf(Starter.Part.class);
    }
    return questions.canAsk()
        ? questions.ask("Parts: lake, workstation, orchestrator", "lake", InitRun::parts)
        : EnumSet.of(Starter.Part.lake);
  }

  private static Set<Starter.Part> parts(String text) {
    Set<Starter.Part> parts = EnumSet.noneOf(Starter.Part.class);
    for (String word : text.strip().split("[,\\s]+", -1)) {
      try {
        parts.add(Starter.Part.valueOf(word));
      } catch (IllegalArgumentException unknown) {
        throw new IllegalArgumentException(
            Shown.quoted(word) + " is no part. Use lake, workstation or orchestrator.", unknown);
      }
    }
    return parts;
  }

  /** Something that must be said: by an option, at the terminal, or by the sample. */
  private <T> Optional<T> value(
      String option, String question, String said, String fallback, Function<String, T> kind) {
    if (!said.isEmpty()) {
      return Optional.of(checked(option, said, kind));
    }
    if (session.options().sandbox) {
      return Optional.of(kind.apply(fallback));
    }
    if (questions.canAsk()) {
      return Optional.of(questions.ask(question, fallback, kind));
    }
    missing.add(option);
    return Optional.empty();
  }

  private <T> T optional(
      String option, String question, String said, String fallback, Function<String, T> kind) {
    if (!said.isEmpty()) {
      return checked(option, said, kind);
    }
    return questions.canAsk() && !session.options().sandbox
        ? questions.ask(question, fallback, kind)
        : kind.apply(fallback);
  }

  private static <T> T checked(String option, String said, Function<String, T> kind) {
    try {
      return kind.apply(said);
    } catch (IllegalArgumentException wrong) {
      throw usage(option + ": " + wrong.getMessage());
    }
  }

  private String timeZone() {
    if (!given.timeZone().isEmpty()) {
      return checked("--time-zone", given.timeZone(), InitRun::zone);
    }
    String own = ZoneId.systemDefault().getId();
    return own.contains("/") && ZoneId.getAvailableZoneIds().contains(own) ? own : "Etc/UTC";
  }

  private static String zone(String text) {
    if (!ZoneId.getAvailableZoneIds().contains(text)) {
      throw new IllegalArgumentException(
          Shown.quoted(text) + " is no time zone. Write it as in Europe/Berlin.");
    }
    return text;
  }

  /** What is written must load; if it does not, that is a fault of the template, or of a pair. */
  private void check(String yaml, Path file) {
    try {
      SettingsLoader.parse(yaml, shown(file), Optional.empty());
    } catch (SettingsException wrong) {
      throw new StopException(
          StopException.Reason.USAGE,
          "These answers do not go together, so nothing was written:",
          wrong.problems().stream().map(Problem::toString).toList());
    }
  }

  private static void write(Path file, String yaml) {
    Path absolute = file.toAbsolutePath();
    try {
      // Beside it and then over it: never half a file.
      Path fresh = Files.createTempFile(absolute.getParent(), ".tollgate", ".yaml");
      try {
        Files.writeString(fresh, yaml);
        fresh.toFile().setReadable(true, false);
        Files.move(fresh, absolute, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException unwritable) {
      throw usage(
          "%s cannot be written: make room for it there, or choose another with --config."
              .formatted(shown(file)));
    }
  }

  private static int ignore(Path directory) {
    try {
      return IgnoreFile.complete(directory);
    } catch (IOException unwritable) {
      throw usage(
          ".gitignore in %s cannot be read or written; keep .tollgate/ and keys out of git by hand."
              .formatted(shown(directory)));
    }
  }

  private static String shown(Path path) {
    return Shown.whole(path.toString());
  }

  private static StopException usage(String sentence) {
    return new StopException(StopException.Reason.USAGE, sentence);
  }
}
