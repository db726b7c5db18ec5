package tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "prices",
    description = {"Shows the price book: what things cost where, and how old that is.", ""},
    footer = {
      "",
      "Examples:",
      "  tollgate prices show --region europe-west3 sql",
      "  tollgate prices age"
    })
final class PricesCommand implements Callable<Integer> {
  /** What can be done with the price book. */
  enum Verb {
    show,
    age
  }

  private final Rim rim;
  private final GlobalOptions options;

  @Parameters(index = "0", paramLabel = "show|age", description = "List prices, or tell their age.")
  private Verb verb = Verb.show;

  @Parameters(
      index = "1",
      paramLabel = "WORD",
      arity = "0..1",
      defaultValue = "",
      description = "Only prices whose key or description has this word.")
  private String word = "";

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-central1",
      description = "Prices of this region, and those that hold everywhere (${DEFAULT-VALUE}).")
  private String region = "us-central1";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Format format = Format.text;

  PricesCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() {
    try (Session session = new Session(rim, options)) {
      PricesView view = new PricesView(session.today());
      rim.out()
          .print(
              switch (verb) {
                case show -> view.show(region, word, format);
                case age -> view.age(format);
              });
      return ExitCode.FINE.code();
    }
  }
}
