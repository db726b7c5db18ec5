package tollgate.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "bindings",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Looks after the typed Java classes: which types have one, and of which google provider.",
      ""
    },
    footer = {"", "Example:", "  tollgate bindings add google_pubsub_subscription"})
final class BindingsCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(), "A command is missing.");
  }

  @Command(
      name = "list",
      description = {"Lists the types that have a class, and the provider's version.", ""},
      footer = {"", "Example:", "  tollgate bindings list"})
  static final class ListTypes implements Callable<Integer> {
    private final Rim rim;

    ListTypes(Rim rim) {
      this.rim = rim;
    }

    @Override
    public Integer call() {
      return new BindingsRun(rim).list().code();
    }
  }

  @Command(
      name = "add",
      description = {
        "Adds types to bindings/resources.txt; the next build has their classes.",
        "A data source is written data.NAME.",
        ""
      },
      footer = {
        "",
        "Examples:",
        "  tollgate bindings add google_pubsub_subscription",
        "  tollgate bindings add data.google_compute_image"
      })
  static final class Add implements Callable<Integer> {
    private final Rim rim;

    @Parameters(paramLabel = "TYPE", arity = "1..*", description = "Types of the google provider.")
    private List<String> types = List.of();

    Add(Rim rim) {
      this.rim = rim;
    }

    @Override
    public Integer call() {
      return new BindingsRun(rim).add(types).code();
    }
  }

  @Command(
      name = "update",
      description = {
        "Takes the schema of another version of the google provider, shows what changes for the"
            + " types in use, asks, and replaces the shipped file.",
        ""
      },
      footer = {
        "",
        "Example, in a directory whose terraform init chose that version:",
        "  terraform providers schema -json > schema.json",
        "  tollgate bindings update schema.json"
      })
  static final class Update implements Callable<Integer> {
    private final Rim rim;

    @Parameters(
        paramLabel = "SCHEMA.json",
        description = "What terraform providers schema -json printed.")
    private Path schema = Path.of("");

    @Option(
        names = "--provider-version",
        paramLabel = "VERSION",
        description =
            "The provider's version, which the schema does not say; otherwise that of the"
                + " .terraform.lock.hcl beside it.")
    private String version = "";

    @Option(
        names = "--types",
        paramLabel = "TYPE",
        split = ",",
        description = "Show these types in full, not those of bindings/resources.txt.")
    private List<String> types = List.of();

    @Option(
        names = {"-y", "--yes"},
        description = "Answer the question.")
    private boolean yes;

    Update(Rim rim) {
      this.rim = rim;
    }

    @Override
    public Integer call() {
      Consent consent = new Consent(rim, yes, List.of());
      return new BindingsUpdate(rim, schema, version, types, consent).run().code();
    }
  }
}
