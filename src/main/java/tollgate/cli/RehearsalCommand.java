package tollgate.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that let things go wrong in the sandbox. */
final class RehearsalCommand {

  private RehearsalCommand() {}

  @Command(
      name = "break",
      description = {
        "Makes operations of the sandbox fail, hang or be slow, with Google's own error texts; for"
            + " rehearsing what to do then. It holds until it is mended.",
        ""
      },
      footer = {
        "",
        "Examples:",
        "  tollgate sandbox break --kinds",
        "  tollgate sandbox break quota --on google_compute_instance",
        "  tollgate sandbox break permission-denied --on 'google_sql_*' --times 1",
        "  tollgate sandbox break slow --on google_storage_bucket --for 30 --during create"
      })
  static final class Break implements Callable<Integer> {
    private final Rim rim;
    private final GlobalOptions options;

    @Parameters(
        paramLabel = "WHAT",
        arity = "0..1",
        defaultValue = "",
        showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
        description = "The kind of failure; --kinds lists them.")
    private String what = "";

    @Option(
        names = "--on",
        paramLabel = "PATTERN",
        defaultValue = "*",
        description = "An address or a resource type; * and ? stand for any letters (all).")
    private String on = "*";

    @Option(
        names = "--during",
        paramLabel = "OPERATION",
        split = ",",
        description = "plan, read, create, update, delete; as a rule those that change something.")
    private List<String> during = List.of();

    @Option(
        names = "--times",
        paramLabel = "N",
        defaultValue = "0",
        showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
        description = "So often only, then it is whole again.")
    private int times;

    @Option(
        names = "--for",
        paramLabel = "SECONDS",
        defaultValue = "15",
        description = "How much longer a slow operation takes (${DEFAULT-VALUE}).")
    private int seconds = 15;

    @Option(names = "--list", description = "List what is broken.")
    private boolean list;

    @Option(names = "--kinds", description = "List what can be broken.")
    private boolean kinds;

    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    Break(Rim rim, GlobalOptions options) {
      this.rim = rim;
      this.options = options;
    }

    @Override
    public Integer call() throws Exception {
      try (Session session = new Session(rim, options)) {
        SandboxRehearsal rehearsal = new SandboxRehearsal(session);
        if (kinds) {
          return rehearsal.kinds().code();
        }
        if (list) {
          return rehearsal.broken().code();
        }
        if (what.isEmpty()) {
          throw new picocli.CommandLine.ParameterException(
              java.util.Objects.requireNonNull(spec).commandLine(),
              "What is to break? --kinds lists what can be broken.");
        }
        return rehearsal.breaks(what, on, List.copyOf(during), times, seconds).code();
      }
    }
  }

  @Command(
      name = "mend",
      description = {"Mends what was broken, all of it or the kinds that are named.", ""},
      footer = {"", "Example:", "  tollgate sandbox mend"})
  static final class Mend implements Callable<Integer> {
    private final Rim rim;
    private final GlobalOptions options;

    @Parameters(paramLabel = "WHAT", arity = "0..*", description = "Kinds of failure.")
    private List<String> what = List.of();

    Mend(Rim rim, GlobalOptions options) {
      this.rim = rim;
      this.options = options;
    }

    @Override
    public Integer call() throws Exception {
      try (Session session = new Session(rim, options)) {
        return new SandboxRehearsal(session).mend(List.copyOf(what)).code();
      }
    }
  }

  @Command(
      name = "rules",
      description = {
        "Lists Google's own rules as far as the sandbox plays them, and switches them off and on.",
        ""
      },
      footer = {"", "Example:", "  tollgate sandbox rules --off sql-name-reserved,quota"})
  static final class Switch implements Callable<Integer> {
    private final Rim rim;
    private final GlobalOptions options;

    @Option(
        names = "--off",
        paramLabel = "NAME",
        split = ",",
        description = "Play these no more; all means every rule.")
    private List<String> off = List.of();

    @Option(
        names = "--on",
        paramLabel = "NAME",
        split = ",",
        description = "Play these again; all means every rule.")
    private List<String> on = List.of();

    Switch(Rim rim, GlobalOptions options) {
      this.rim = rim;
      this.options = options;
    }

    @Override
    public Integer call() throws Exception {
      try (Session session = new Session(rim, options)) {
        return new SandboxRehearsal(session).rules(List.copyOf(off), List.copyOf(on)).code();
      }
    }
  }

  @Command(
      name = "edit",
      description = {
        "Changes an object of the sandbox behind Terraform's back, as a hand in the console would:"
            + " drift.",
        ""
      },
      footer = {
        "",
        "Examples:",
        "  tollgate sandbox edit google_storage_bucket.landing storage_class=NEARLINE",
        "  tollgate sandbox edit mage settings.0.tier=db-g1-small labels.team=finance"
      })
  static final class Change implements Callable<Integer> {
    private final Rim rim;
    private final GlobalOptions options;

    @Parameters(
        index = "0",
        paramLabel = "WHICH",
        description = "An address, STACK/ADDRESS, an id or a name.")
    private String which = "";

    @Parameters(
        index = "1..*",
        arity = "1..*",
        paramLabel = "ATTRIBUTE=VALUE",
        description = "settings.0.tier=…; numbers, true, false, null and lists as JSON.")
    private List<String> changes = List.of();

    Change(Rim rim, GlobalOptions options) {
      this.rim = rim;
      this.options = options;
    }

    @Override
    public Integer call() throws Exception {
      try (Session session = new Session(rim, options)) {
        return new SandboxMeddling(session).edit(which, List.copyOf(changes)).code();
      }
    }
  }

  @Command(
      name = "rm",
      description = {"Takes objects out of the sandbox behind Terraform's back.", ""},
      footer = {"", "Example:", "  tollgate sandbox rm google_storage_bucket.landing"})
  static final class Remove implements Callable<Integer> {
    private final Rim rim;
    private final GlobalOptions options;

    @Parameters(
        paramLabel = "WHICH",
        arity = "1..*",
        description = "Addresses, ids or names; patterns with * and ? may mean many.")
    private List<String> which = List.of();

    Remove(Rim rim, GlobalOptions options) {
      this.rim = rim;
      this.options = options;
    }

    @Override
    public Integer call() throws Exception {
      try (Session session = new Session(rim, options)) {
        return new SandboxMeddling(session).remove(List.copyOf(which)).code();
      }
    }
  }
}
