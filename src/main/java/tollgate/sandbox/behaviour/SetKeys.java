package tollgate.sandbox.behaviour;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tollgate.schema.check.NetworkText;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

/**
 * What tells the elements of a set apart where it is not all of them: the provider hashes them by
 * code of its own, and what it leaves out is no difference.
 */
final class SetKeys {
  private static final Map<String, String> ROLES =
      Map.of(
          "OWNER", "roles/bigquery.dataOwner",
          "WRITER", "roles/bigquery.dataEditor",
          "READER", "roles/bigquery.dataViewer");

  private static final Map<String, Function<Value, Object>> TABLE = table();

  private SetKeys() {}

  /** The key of an element of the set there; null when all of an element counts. */
  static @Nullable Function<Value, Object> of(String type, Path path) {
    return TABLE.get(type + " " + path.names());
  }

  private static Map<String, Function<Value, Object>> table() {
    Map<String, Function<Value, Object>> keys = new HashMap<>();
    keys.put("google_bigquery_dataset access", SetKeys::access);
    keys.put("google_compute_firewall allow", SetKeys::rule);
    keys.put("google_compute_firewall deny", SetKeys::rule);
    keys.put("google_compute_firewall source_ranges", SetKeys::range);
    keys.put("google_storage_bucket lifecycle_rule.condition", SetKeys::condition);
    String nat = "google_compute_router_nat ";
    keys.put(nat + "initial_nat_ips", SetKeys::name);
    keys.put(nat + "nat_ips", SetKeys::name);
    for (String each : List.of("active_ips", "drain_ips", "active_ranges", "drain_ranges")) {
      keys.put(nat + "rules.action.source_nat_" + each, SetKeys::name);
    }
    keys.put(nat + "nat64_subnetwork", SetKeys::subnetwork);
    keys.put(nat + "subnetwork", SetKeys::subnetwork);
    keys.put(nat + "rules", SetKeys::translation);
    return Map.copyOf(keys);
  }

  /** Old names of roles mean new ones, and addresses have no case. */
  private static Object access(Value entry) {
    Map<String, Object> key = new TreeMap<>(said(entry));
    key.computeIfPresent(
        "role",
        (name, role) -> {
          String text = ((Value) role).textOrEmpty();
          return Value.text(ROLES.getOrDefault(text, text));
        });
    for (String each : List.of("user_by_email", "group_by_email")) {
      key.computeIfPresent(
          each,
          (name, email) -> Value.text(((Value) email).textOrEmpty().toLowerCase(Locale.ROOT)));
    }
    return key;
  }

  private static Object rule(Value rule) {
    List<Value> ports =
        rule.at("ports").items().stream().sorted(Comparator.comparing(Value::textOrEmpty)).toList();
    return List.of(rule.at("protocol").textOrEmpty().toLowerCase(Locale.ROOT), ports);
  }

  private static Object range(Value range) {
    Optional<String> network = NetworkText.network(range.textOrEmpty());
    return network.isPresent() ? network.get() : range;
  }

  /** Of the states only those of one version of an object count. */
  private static Object condition(Value condition) {
    Map<String, Object> key = new TreeMap<>(said(condition));
    String state = condition.at("with_state").textOrEmpty();
    if (!state.equals("LIVE") && !state.equals("ARCHIVED")) {
      key.remove("with_state");
    }
    return key;
  }

  private static Object name(Value link) {
    return SameText.last(link.textOrEmpty());
  }

  private static Object subnetwork(Value subnetwork) {
    return List.of(
        name(subnetwork.at("name")),
        Set.copyOf(subnetwork.at("source_ip_ranges_to_nat").items()),
        Set.copyOf(subnetwork.at("secondary_ip_range_names").items()));
  }

  private static Object translation(Value rule) {
    Map<String, Object> key = new TreeMap<>();
    for (String each : List.of("rule_number", "description", "match")) {
      if (!rule.at(each).isZero()) {
        key.put(each, rule.at(each));
      }
    }
    for (String each : List.of("active_ips", "drain_ips", "active_ranges", "drain_ranges")) {
      key.put(
          each,
          rule.at("action").in("source_nat_" + each).items().stream()
              .map(SetKeys::name)
              .collect(Collectors.toSet()));
    }
    return key;
  }

  /** What an element says, without what says nothing. */
  private static Map<String, Object> said(Value element) {
    Map<String, Object> said = new TreeMap<>();
    if (element instanceof Value.Fields fields) {
      fields
          .values()
          .forEach(
              (name, value) -> {
                if (!value.isZero()) {
                  said.put(name, nested(value));
                }
              });
    }
    return said;
  }

  private static Object nested(Value value) {
    return value.items().stream().anyMatch(Value.Fields.class::isInstance)
        ? value.items().stream().map(SetKeys::said).toList()
        : value;
  }
}
