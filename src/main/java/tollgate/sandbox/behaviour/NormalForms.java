package tollgate.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tollgate.schema.JsonTree;
import tollgate.schema.check.ArgumentRules;
import tollgate.schema.value.Value;

/** Values that the provider writes into the plan in another form than they were given. */
final class NormalForms {
  /** From here on numbers are written with an exponent. */
  private static final double PLAIN = 1e21;

  private static final String SCOPES = "https://www.googleapis.com/auth/";

  /** The short names of access scopes; any other short name is taken as it is. */
  private static final Map<String, String> SCOPE =
      Map.ofEntries(
          Map.entry("bigquery", "bigquery"),
          Map.entry("bigtable-admin", "bigtable.admin"),
          Map.entry("bigtable-data", "bigtable.data"),
          Map.entry("cloud-platform", "cloud-platform"),
          Map.entry("cloud-source-repos", "source.full_control"),
          Map.entry("cloud-source-repos-ro", "source.read_only"),
          Map.entry("compute-ro", "compute.readonly"),
          Map.entry("compute-rw", "compute"),
          Map.entry("datastore", "datastore"),
          Map.entry("logging-write", "logging.write"),
          Map.entry("monitoring", "monitoring"),
          Map.entry("monitoring-read", "monitoring.read"),
          Map.entry("monitoring-write", "monitoring.write"),
          Map.entry("pubsub", "pubsub"),
          Map.entry("service-control", "servicecontrol"),
          Map.entry("service-management", "service.management.readonly"),
          Map.entry("sql", "sqlservice"),
          Map.entry("sql-admin", "sqlservice.admin"),
          Map.entry("storage-full", "devstorage.full_control"),
          Map.entry("storage-ro", "devstorage.read_only"),
          Map.entry("storage-rw", "devstorage.read_write"),
          Map.entry("taskqueue", "taskqueue"),
          Map.entry("trace", "trace.append"),
          Map.entry("trace-append", "trace.append"),
          Map.entry("trace-ro", "trace.readonly"),
          Map.entry("useraccounts-ro", "cloud.useraccounts.readonly"),
          Map.entry("useraccounts-rw", "cloud.useraccounts"),
          Map.entry("userinfo-email", "userinfo.email"));

  private static final Map<String, UnaryOperator<Value>> TABLE =
      Map.ofEntries(
          Map.entry("google_container_registry location", NormalForms::capitals),
          Map.entry("google_storage_bucket location", NormalForms::capitals),
          Map.entry(
              "google_storage_bucket custom_placement_config.data_locations",
              NormalForms::capitals),
          Map.entry("google_compute_instance service_account.scopes", NormalForms::scopes),
          Map.entry("google_compute_instance_template service_account.scopes", NormalForms::scopes),
          Map.entry(
              "google_compute_instance_from_template service_account.scopes", NormalForms::scopes),
          Map.entry(
              "google_compute_region_instance_template service_account.scopes",
              NormalForms::scopes),
          Map.entry("google_container_cluster node_config.oauth_scopes", NormalForms::scopes),
          Map.entry(
              "google_container_cluster node_pool.node_config.oauth_scopes", NormalForms::scopes),
          Map.entry("google_container_node_pool node_config.oauth_scopes", NormalForms::scopes),
          Map.entry(
              "google_dataproc_cluster cluster_config.gce_cluster_config.service_account_scopes",
              NormalForms::scopes),
          Map.entry("google_bigquery_table schema", NormalForms::json),
          Map.entry("google_bigquery_table external_data_configuration.schema", NormalForms::json));

  private NormalForms() {}

  /** The value as the provider plans it. */
  static Value of(String type, String names, Value configured) {
    String place = type + " " + names;
    UnaryOperator<Value> form = TABLE.get(place);
    if (form != null) {
      return form.apply(configured);
    }
    return configured instanceof Value.Text && ArgumentRules.takesJson(place)
        ? json(configured)
        : configured;
  }

  private static Value capitals(Value value) {
    if (value instanceof Value.Sequence || value instanceof Value.Members) {
      List<Value> all = value.items().stream().map(NormalForms::capitals).toList();
      return value instanceof Value.Members ? new Value.Members(all) : new Value.Sequence(all);
    }
    return Value.text(value.textOrEmpty().toUpperCase(Locale.ROOT));
  }

  private static Value scopes(Value value) {
    List<Value> urls = new ArrayList<>();
    for (Value each : value.items()) {
      String scope = SCOPE.get(each.textOrEmpty());
      urls.add(scope == null ? each : Value.text(SCOPES + scope));
    }
    return value instanceof Value.Members
        ? new Value.Members(urls.stream().distinct().toList())
        : new Value.Sequence(urls);
  }

  private static Value json(Value value) {
    try {
      JsonNode tree = JsonTree.read(value.textOrEmpty().getBytes(StandardCharsets.UTF_8));
      return Value.text(escaped(new String(JsonTree.write(sorted(tree)), StandardCharsets.UTF_8)));
    } catch (IOException notJson) {
      return value;
    }
  }

  /** As the provider's language writes JSON that might stand in a web page. */
  private static String escaped(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static JsonNode sorted(JsonNode json) {
    if (json.isObject()) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      json.properties().forEach(each -> members.put(each.getKey(), sorted(each.getValue())));
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      members.forEach(object::set);
      return object;
    }
    if (json.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      json.forEach(each -> array.add(sorted(each)));
      return array;
    }
    if (json.isNumber()) {
      double number = json.doubleValue();
      // The provider's language reads every number as a double; very large ones stay as they are.
      return Math.abs(number) < PLAIN
          ? DecimalNode.valueOf(
              new BigDecimal(
                  new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString()))
          : json;
    }
    return json;
  }
}
