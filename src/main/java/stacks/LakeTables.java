package stacks;

import com.hashicorp.cdktf.providers.google.bigquery_dataset.BigqueryDataset;
import com.hashicorp.cdktf.providers.google.bigquery_dataset.BigqueryDatasetDefaultEncryptionConfiguration;
import com.hashicorp.cdktf.providers.google.bigquery_table.BigqueryTable;
import com.hashicorp.cdktf.providers.google.bigquery_table.BigqueryTableExternalDataConfiguration;
import com.hashicorp.cdktf.providers.google.bigquery_table.BigqueryTableExternalDataConfigurationCsvOptions;
import com.hashicorp.cdktf.providers.google.bigquery_table.BigqueryTableExternalDataConfigurationHivePartitioningOptions;
import com.hashicorp.cdktf.providers.google.bigquery_table.BigqueryTableTimePartitioning;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import stacks.parts.EncryptionKey;
import stacks.parts.LakeAccess;
import stacks.parts.Literal;
import stacks.parts.Names;
import stacks.parts.StackScope;
import stacks.parts.TableSchema;
import tollgate.config.DatasetSettings;
import tollgate.config.DatasetSettings.StorageBilling;
import tollgate.config.ExternalFiles;
import tollgate.config.ExternalFiles.Format;
import tollgate.config.Partition;
import tollgate.config.TableSettings;

/**
 * The datasets and tables of the lake, and the tables over its files. Costs nothing while they are
 * empty; queries are billed to whoever runs them in this project. Opens nothing. Sources:
 * cloud.google.com/bigquery/docs/partitioned-tables,
 * cloud.google.com/bigquery/docs/external-data-cloud-storage.
 */
final class LakeTables {
  private final StackScope scope;
  private final Map<String, StorageBucket> buckets;

  /**
   * @param buckets of the same stack, by purpose
   */
  LakeTables(StackScope scope, Map<String, StorageBucket> buckets) {
    this.scope = scope;
    this.buckets = Map.copyOf(buckets);
  }

  /** Makes a dataset with its tables. */
  void dataset(DatasetSettings wish, Optional<EncryptionKey> key) {
    String id = wish.id().value();
    BigqueryDataset.Builder dataset =
        BigqueryDataset.Builder.create(scope.construct(), "dataset-" + id)
            .datasetId(id)
            .location(scope.settings().locationOf(wish).value())
            .deleteContentsOnDestroy(scope.deletesData())
            .deletionPolicy(scope.protection().deletionPolicy())
            .labels(labels(wish.labels(), Map.of("dataset", Names.label(id))));
    wish.description().ifPresent(text -> dataset.description(Literal.of(text)));
    wish.expireDays().ifPresent(days -> dataset.defaultTableExpirationMs(millis(days)));
    wish.partitionExpireDays()
        .or(wish::expireDays)
        .ifPresent(days -> dataset.defaultPartitionExpirationMs(millis(days)));
    wish.timeTravelHours().ifPresent(hours -> dataset.maxTimeTravelHours(hours.toString()));
    if (wish.storageBilling() != StorageBilling.LOGICAL) {
      dataset.storageBillingModel(wish.storageBilling().name());
    }
    key.ifPresent(
        used ->
            dataset
                .defaultEncryptionConfiguration(
                    BigqueryDatasetDefaultEncryptionConfiguration.builder()
                        .kmsKeyName(used.name())
                        .build())
                .dependsOn(used.usable()));
    BigqueryDataset made = scope.named(dataset.build(), id);
    scope.markHoldsData();
    LakeAccess.letIn(scope, wish, made.getDatasetId());
    wish.tables().forEach(table -> table(made, id, table));
  }

  private void table(BigqueryDataset dataset, String datasetId, TableSettings wish) {
    BigqueryTable.Builder table =
        BigqueryTable.Builder.create(scope.construct(), "table-" + datasetId + "-" + wish.id())
            .datasetId(dataset.getDatasetId())
            .tableId(wish.id())
            // What reads files can be made again at any time.
            .deletionProtection(wish.external().isEmpty() && scope.protection().on())
            .labels(labels(wish.labels(), Map.of("dataset", Names.label(datasetId))));
    wish.description().ifPresent(text -> table.description(Literal.of(text)));
    wish.partition()
        .ifPresent(
            cut ->
                table
                    .timePartitioning(partitioning(cut))
                    .requirePartitionFilter(wish.requirePartitionFilter()));
    if (!wish.clusterBy().isEmpty()) {
      table.clustering(wish.clusterBy());
    }
    Optional<String> schema =
        wish.columns().isEmpty() ? Optional.empty() : Optional.of(TableSchema.of(wish.columns()));
    wish.external()
        .ifPresentOrElse(
            files -> table.externalDataConfiguration(files(files, wish, schema)),
            () -> schema.ifPresent(table::schema));
    scope.named(table.build(), datasetId + "-" + wish.id());
  }

  private static BigqueryTableTimePartitioning partitioning(Partition cut) {
    BigqueryTableTimePartitioning.Builder time =
        BigqueryTableTimePartitioning.builder().type(cut.by().name());
    cut.column().ifPresent(time::field);
    cut.expireDays().ifPresent(days -> time.expirationMs(millis(days)));
    return time.build();
  }

  private BigqueryTableExternalDataConfiguration files(
      ExternalFiles files, TableSettings wish, Optional<String> schema) {
    StorageBucket bucket = buckets.get(files.bucket());
    if (bucket == null) {
      throw new IllegalStateException("settings name no bucket " + files.bucket());
    }
    String root = "gs://" + bucket.getName() + files.folder().map(path -> "/" + path).orElse("");
    BigqueryTableExternalDataConfiguration.Builder external =
        BigqueryTableExternalDataConfiguration.builder()
            .sourceFormat(sourceFormat(files.format()))
            .sourceUris(List.of(root + "/*"))
            .autodetect(schema.isEmpty());
    schema.ifPresent(external::schema);
    if (files.format() == Format.CSV) {
      external.csvOptions(
          BigqueryTableExternalDataConfigurationCsvOptions.builder()
              .quote("\"")
              .skipLeadingRows(files.skipRows())
              .build());
    }
    if (!files.folders().isEmpty()) {
      external.hivePartitioningOptions(
          BigqueryTableExternalDataConfigurationHivePartitioningOptions.builder()
              // The types stand in the prefix, so no file has to be there to guess them from.
              .mode("CUSTOM")
              .sourceUriPrefix(root + "/" + folders(files))
              .requirePartitionFilter(wish.requirePartitionFilter())
              .build());
    }
    return external.build();
  }

  private static String folders(ExternalFiles files) {
    return files.folders().stream()
        .map(folder -> "{" + folder.name() + ":" + folder.type().name() + "}")
        .collect(Collectors.joining("/"));
  }

  private static String sourceFormat(Format format) {
    return format == Format.JSON
        ? "NEWLINE_DELIMITED_JSON"
        : format.name().toUpperCase(Locale.ROOT);
  }

  private static Map<String, String> labels(Map<String, String> own, Map<String, String> fixed) {
    Map<String, String> labels = new TreeMap<>();
    own.forEach((key, value) -> labels.put(key, Literal.of(value)));
    labels.putAll(fixed);
    return labels;
  }

  private static long millis(int days) {
    return Duration.ofDays(days).toMillis();
  }
}
