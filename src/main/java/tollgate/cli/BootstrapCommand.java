package tollgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "bootstrap",
    description = {
      "Brings a project to where terraform can work: APIs, a bucket for the state, an account to"
          + " deploy as.",
      "Shows what it would do, asks, and does only what is not so yet.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tollgate bootstrap",
      "  tollgate bootstrap --user user:ada@acme.example --yes"
    })
final class BootstrapCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Option(
      names = {"-y", "--yes"},
      description = "Answer the question.")
  private boolean yes;

  @Option(
      names = "--user",
      paramLabel = "PRINCIPAL",
      description =
          "Who may deploy as the new account, as in user:ada@acme.example (whoever is logged in).")
  private List<String> users = new ArrayList<>();

  BootstrapCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    try (Session session = new Session(rim, options)) {
      Consent consent = new Consent(rim, yes, List.of());
      return new BootstrapRun(session, consent, List.copyOf(users)).run().code();
    }
  }
}
