package tollgate.sandbox.behaviour;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tollgate.schema.value.Value;

/**
 * What a {@code provider "google"} block settles for its resources.
 *
 * @param attributionLabel add {@code goog-terraform-provisioned} to labels
 * @param attributionAlways add it to existing resources too, not at creation only
 * @param impersonated the service account that calls Google
 */
public record ProviderBlock(
    Optional<String> project,
    Optional<String> region,
    Optional<String> zone,
    Map<String, String> defaultLabels,
    boolean attributionLabel,
    boolean attributionAlways,
    Optional<String> deletionPolicy,
    Optional<String> impersonated) {

  /** Where nothing said of the deletion means something else than DELETE. */
  private static final Map<String, String> POLICY =
      Map.ofEntries(
          Map.entry("google_alloydb_cluster", "DEFAULT"),
          Map.entry("google_bigquery_analytics_hub_query_template", "DELETE_IF_DRAFTED"),
          Map.entry("google_chronicle_data_table", "DEFAULT"),
          Map.entry("google_chronicle_rule", "DEFAULT"),
          Map.entry("google_datastream_private_connection", "FORCE"),
          Map.entry("google_firebase_data_connect_service", "DEFAULT"),
          Map.entry("google_firestore_database", "ABANDON"),
          Map.entry("google_looker_instance", "DEFAULT"),
          Map.entry("google_netapp_volume", "DEFAULT"),
          Map.entry("google_oracle_database_goldengate_deployment", "PREVENT"),
          Map.entry("google_project", "PREVENT"),
          Map.entry("google_secure_source_manager_instance", "PREVENT"),
          Map.entry("google_secure_source_manager_repository", "PREVENT"));

  /** What becomes of an object of that type that is no longer wanted, when it does not say. */
  public String deletionPolicyOf(String type) {
    return deletionPolicy.orElse(POLICY.getOrDefault(type, "DELETE"));
  }

  /** Reads the block; null stands for an empty one. */
  public static ProviderBlock of(Value block) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (block.at("default_labels") instanceof Value.Fields map) {
      map.values().forEach((key, value) -> labels.put(key, value.textOrEmpty()));
    }
    Value attribution = block.at("add_terraform_attribution_label");
    return new ProviderBlock(
        given(block, "project"),
        given(block, "region"),
        given(block, "zone"),
        Map.copyOf(labels),
        !attribution.isPresent() || attribution.isTrue(),
        block.at("terraform_attribution_label_addition_strategy").textOrEmpty().equals("PROACTIVE"),
        given(block, "deletion_policy"),
        given(block, "impersonate_service_account"));
  }

  private static Optional<String> given(Value block, String name) {
    return block.at(name).asText().filter(text -> !text.isEmpty());
  }
}
