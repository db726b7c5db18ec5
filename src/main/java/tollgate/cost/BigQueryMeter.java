package tollgate.cost;

import java.util.Map;

/** BigQuery datasets and tables: what is stored, what is queried, what is streamed in. */
final class BigQueryMeter implements Meter {

  @Override
  public Map<String, String> usageKeys() {
    return Map.of(
        "active_storage_gib", "GiB stored and changed within 90 days",
        "long_term_storage_gib", "GiB stored and unchanged for 90 days",
        "queried_tib", "TiB that on-demand queries read",
        "storage_write_gib", "GiB through the Storage Write API",
        "storage_read_tib", "TiB through the Storage Read API",
        "streaming_insert_mib", "MiB of legacy streaming inserts");
  }

  @Override
  public void bill(Planned resource, Surroundings all, Bill bill) {
    Place place =
        resource.isUnset("location") ? all.datasetPlace(resource) : resource.place("location");
    if (!place.isKnown()) {
      if (usageKeys().keySet().stream().anyMatch(bill::isDeclared)) {
        bill.uncovered(place.problem());
      }
      return;
    }
    String model =
        resource.text("storage_billing_model").filter("PHYSICAL"::equals).isPresent()
            ? "physical"
            : "logical";
    String region = place.region();
    bill.declared(
        "active storage",
        "bigquery.storage.active-%s.gib-month".formatted(model),
        region,
        "active_storage_gib");
    bill.declared(
        "long-term storage",
        "bigquery.storage.long-term-%s.gib-month".formatted(model),
        region,
        "long_term_storage_gib");
    bill.declared("queries", "bigquery.analysis.tib", region, "queried_tib");
    bill.declared("storage writes", "bigquery.storage-write.gib", region, "storage_write_gib");
    bill.declared("storage reads", "bigquery.storage-read.tib", region, "storage_read_tib");
    bill.declared(
        "streaming inserts", "bigquery.streaming-insert.mib", region, "streaming_insert_mib");
  }
}
