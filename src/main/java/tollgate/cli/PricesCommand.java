package tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "prices",
    description = {"Shows the price book: what things cost where, and how old that is.", ""},
    footer = {
      "",
      "Examples:",
      "  tollgate prices show --region europe-west3 sql",
      "  tollgate prices age",
      "  tollgate prices refresh --out new-prices"
    })
final class PricesCommand implements Callable<Integer> {
  /** What can be done with the price book. */
  enum Verb {
    show,
    age,
    refresh
  }

  private final Rim rim;
  private final GlobalOptions options;

  @Parameters(
      index = "0",
      paramLabel = "show|age|refresh",
      description =
          "List prices, tell their age, or compare them with Google's catalog and write new files.")
  private Verb verb = Verb.show;

  @Parameters(
      index = "1",
      paramLabel = "WORD",
      arity = "0..1",
      defaultValue = "",
      description = "Only prices whose key, service or description has these words.")
  private String word = "";

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-central1",
      description = "Prices of this region, and those that hold everywhere (${DEFAULT-VALUE}).")
  private String region = "us-central1";

  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "new-prices",
      description = "Where refresh writes the files of changed regions (${DEFAULT-VALUE}).")
  private String out = "new-prices";

  PricesCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() {
    try (Session session = new Session(rim, options)) {
      PricesView view = new PricesView(session.today());
      String shown =
          switch (verb) {
            case show -> view.show(region, word, format.value);
            case age -> view.age(format.value);
            case refresh -> new PricesRefresh(session).run(out);
          };
      rim.out().print(shown);
      if (shown.isEmpty() && verb == Verb.show) {
        session.talk().note(PricesView.nothing(region, word));
      }
      return ExitCode.FINE.code();
    }
  }
}
