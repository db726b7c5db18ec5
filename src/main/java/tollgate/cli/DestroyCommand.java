package tollgate.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "destroy",
    description = {
      "Lists what goes, asks, and takes it down; what depends on other things goes first.",
      "Refuses as a whole, before anything is deleted, when something is protected.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tollgate destroy --sandbox",
      "  tollgate destroy lake --yes --confirm acme-data-dev --delete-data"
    })
final class DestroyCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Mixin private StackArguments stacks = new StackArguments();

  @Option(names = "--unprotect", description = "Lift the protection first.")
  private boolean unprotect;

  @Option(
      names = "--delete-data",
      description = "Also delete buckets and datasets that are not empty.")
  private boolean deleteData;

  @Option(
      names = "--confirm",
      paramLabel = "PROJECT",
      defaultValue = "",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "The project's name, for stacks that hold data.")
  private String confirm = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Answer the ordinary question.")
  private boolean yes;

  DestroyCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    try (Session session = new Session(rim, options)) {
      Consent consent = new Consent(rim, yes, List.of());
      return session
          .explaining(
              () ->
                  new DestroyRun(session, stacks.patterns, consent)
                      .run(unprotect, deleteData, confirm))
          .code();
    }
  }
}
