package tollgate.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tollgate.config.read.Shown;
import tollgate.cost.CatalogEntry;
import tollgate.cost.Price;
import tollgate.cost.PriceBook;
import tollgate.cost.PriceFile;
import tollgate.google.Catalog;
import tollgate.google.GoogleClient;
import tollgate.google.GoogleException;
import tollgate.google.GoogleProblem;
import tollgate.google.PriceRefresh;
import tollgate.report.Printable;
import tollgate.text.WholeFile;
import tollgate.workflow.StopException;

/** Writes what Google's catalog says now beside the shipped price book, for a review. */
final class PricesRefresh {
  /** Of each page of the catalog, which has some hundred of them. */
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Session session;

  PricesRefresh(Session session) {
    this.session = session;
  }

  /**
   * Reads the catalog and writes the files of changed regions.
   *
   * @param out a directory, made when it is not there
   * @return what changed, in lines
   */
  String run(String out) {
    PriceRefresh.Result result = compare();
    write(session.rim().directory().resolve(out), result);
    return text(result, out);
  }

  private PriceRefresh.Result compare() {
    try {
      GoogleClient client =
          GoogleClient.forPublicData(
              session.rim().environment(),
              Commands.Version.NUMBER,
              DEADLINE,
              GoogleClient.Sleeper.THREAD);
      return PriceRefresh.compare(
          PriceBook.shipped(), CatalogEntry.shipped(), new Catalog(client), session.today());
    } catch (GoogleException refused) {
      boolean nobody = refused.problem().kind() == GoogleProblem.Kind.NO_CREDENTIALS;
      throw new StopException(
          StopException.Reason.PREREQUISITE,
          "The price catalog cannot be read. %s%s"
              .formatted(
                  Printable.text(String.valueOf(refused.getMessage())),
                  nobody ? " Or set GOOGLE_API_KEY to a key for the Cloud Billing API." : ""));
    }
  }

  private static void write(Path directory, PriceRefresh.Result result) {
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, List<Price>> region : result.regions().entrySet()) {
        WholeFile.write(
            directory.resolve(region.getKey() + ".csv"), PriceFile.text(region.getValue()));
      }
    } catch (IOException failed) {
      throw new StopException(
          StopException.Reason.USAGE,
          "The new prices cannot be written to %s; choose another directory with --out."
              .formatted(Shown.bare(directory.toString())));
    }
  }

  private static String text(PriceRefresh.Result result, String out) {
    StringBuilder text = new StringBuilder();
    for (PriceRefresh.Change change : result.changes()) {
      text.append(
          "%-44s %-24s %s -> %s USD per %s%s%n"
              .formatted(
                  change.after().sku(),
                  change.after().region(),
                  change.before().map(price -> price.usd().toPlainString()).orElse("new"),
                  change.after().usd().toPlainString(),
                  change.after().unit(),
                  change.percent().map(PricesRefresh::percent).orElse("")));
    }
    result.problems().forEach(problem -> text.append(Shown.bare(problem)).append('\n'));
    text.append(
        "%d changed, %d the same, %d not compared. The new files are in %s; the price book itself"
            .formatted(
                result.changes().size(),
                result.confirmed(),
                result.problems().size(),
                Shown.bare(out)));
    return text.append(" is as it was.\n").toString();
  }

  private static String percent(BigDecimal change) {
    return " (%s%s %%)".formatted(change.signum() > 0 ? "+" : "", change.toPlainString());
  }
}
