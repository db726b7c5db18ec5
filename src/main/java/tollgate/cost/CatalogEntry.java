package tollgate.cost;

import java.math.BigDecimal;
import java.util.List;

/**
 * Which SKU of Google's catalog a key of the price book stands for. SKUs are named by their id,
 * never by their description, which Google changes and misspells.
 *
 * @param sku the book's key
 * @param service of the catalog, by id
 * @param catalogSku by id
 * @param unit that the catalog must give its price in; another one is refused
 * @param factor how many of these units are one of the book's
 */
public record CatalogEntry(
    String sku, String service, String catalogSku, String unit, BigDecimal factor) {

  private static final String FILE = "/tollgate/prices/catalog.csv";
  private static final int CELLS = 5;

  /** Every entry that ships with the program. */
  public static List<CatalogEntry> shipped() {
    return Csv.rows(FILE, CELLS).stream()
        .map(
            row ->
                new CatalogEntry(
                    row.get(0), row.get(1), row.get(2), row.get(3), new BigDecimal(row.get(4))))
        .toList();
  }
}
