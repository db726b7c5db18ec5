package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.Relations;
import tollgate.schema.ResourceSchema;
import tollgate.schema.check.ArgumentRules;
import tollgate.schema.check.ArgumentRules.Size;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** Arguments for a resource of any type, made from its schema: as few as it takes, or as many. */
final class GeneratedConfiguration {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** One of these is taken by each rule and matches each pattern. */
  private static final List<String> CANDIDATES =
      List.of(
          "sandbox1",
          "global",
          "sandbox.example.com",
          "sandbox.example.com.",
          "dc_sandbox",
          "sandbox-1",
          "SANDBOX",
          "{\"b\": [1], \"a\": \"sandbox1\"}",
          "123",
          "10s",
          "90000s",
          "04:00",
          "1.30",
          "8.8.8.8",
          "10.0.0.0/24",
          "10.0.0.0/20",
          "10.0.0.0/28",
          "2026-01-01T00:00:00Z",
          "c2FuZGJveDEy",
          "user:ana@example.com",
          "READER:user-ana",
          "GET",
          "gs://sandbox1/manifest.csv",
          "folder/",
          "1.sandbox",
          "projects/1/sandbox",
          "projects/123",
          "projects/p-sandbox/global/networks/default",
          "projects/p-sandbox/locations/us/agents/a1",
          "a-b@p-sandbox.iam.gserviceaccount.com",
          "projects/p-sandbox/serviceAccounts/a-bcdef@p-sandbox.iam.gserviceaccount.com",
          "composer-3-airflow-2.9.3");

  private static final List<BigDecimal> NUMBERS =
      List.of(BigDecimal.TEN, BigDecimal.ONE, new BigDecimal("0.5"), BigDecimal.valueOf(3_600_000));

  private final ResourceSchema type;
  private final boolean rich;
  private final Set<String> chosen = new HashSet<>();
  private final Set<String> excluded = new HashSet<>();

  private GeneratedConfiguration(ResourceSchema type, boolean rich) {
    this.type = type;
    this.rich = rich;
  }

  /** Arguments in Terraform's JSON. */
  static ObjectNode of(ResourceSchema type, boolean rich) {
    ObjectNode arguments =
        new GeneratedConfiguration(type, rich).block(type.block(), "", "", false);
    type.block()
        .attribute("deletion_protection")
        .filter(each -> each.settable() && each.type().asText().equals("bool"))
        .ifPresent(each -> arguments.put("deletion_protection", false));
    // Generated resources do not depend on one another, so they go in any order.
    for (String contents : List.of("force_destroy", "delete_contents_on_destroy")) {
      if (type.block().attribute(contents).isPresent()) {
        arguments.put(contents, true);
      }
    }
    if (ProviderBlock.of(Values.NULL).deletionPolicyOf(type.type()).equals("PREVENT")) {
      arguments.put("deletion_policy", "DELETE");
    }
    amend(type.type(), arguments);
    return arguments;
  }

  /** What goes together by code of the provider's: the schema file does not tell. */
  private static void amend(String type, ObjectNode arguments) {
    switch (type) {
      case "google_bigtable_instance" -> {
        if (!arguments.has("cluster")) {
          arguments.putArray("cluster").addObject().put("cluster_id", "sandbox1");
        }
      }
      case "google_bigtable_table" -> {
        arguments.remove("row_key_schema");
        first(arguments, "column_family").remove("type");
      }
      case "google_cloud_run_domain_mapping" -> {
        if (!arguments.has("metadata")) {
          arguments.putArray("metadata").addObject().put("namespace", "p-sandbox");
        }
      }
      case "google_cloud_run_service" -> arguments.remove("autogenerate_revision_name");
      case "google_composer_environment" -> {
        ObjectNode config = first(arguments, "config");
        config.remove(List.of("master_authorized_networks_config", "private_environment_config"));
        first(config, "node_config").remove(List.of("enable_ip_masq_agent", "max_pods_per_node"));
      }
      case "google_compute_firewall" -> arguments.putArray("source_ranges").add("10.0.0.0/8");
      case "google_compute_region_backend_service" ->
          arguments.put("load_balancing_scheme", "INTERNAL_MANAGED");
      case "google_compute_region_ssl_policy", "google_compute_ssl_policy" -> {
        if (arguments.has("custom_features")) {
          arguments.put("profile", "CUSTOM");
        }
      }
      case "google_compute_router" -> {
        if (arguments.has("bgp")) {
          first(arguments, "bgp").put("advertise_mode", "CUSTOM");
        }
      }
      case "google_compute_router_nat", "google_compute_router_nat_address" ->
          // Only an existing gateway can drain addresses.
          arguments.remove("drain_nat_ips");
      case "google_container_cluster" -> {
        ObjectNode defaults =
            first(first(arguments, "cluster_autoscaling"), "auto_provisioning_defaults");
        if (defaults.has("upgrade_settings")) {
          first(defaults, "upgrade_settings").put("strategy", "SURGE");
        }
      }
      case "google_datastream_stream" -> arguments.put("desired_state", "RUNNING");
      case "google_os_config_v2_policy_orchestrator",
          "google_os_config_v2_policy_orchestrator_for_folder",
          "google_os_config_v2_policy_orchestrator_for_organization" ->
          first(first(arguments, "orchestration_scope"), "selectors").remove("location_selector");
      case "google_privateca_certificate_authority" -> arguments.put("desired_state", "ENABLED");
      case "google_sql_database_instance" -> arguments.put("database_version", "POSTGRES_17");
      case "google_storage_notification" -> {
        arguments.put("payload_format", "NONE");
        arguments.putArray("event_types").add("OBJECT_FINALIZE");
      }
      default -> {}
    }
  }

  /** The first block of that name; one that is nowhere when there is none. */
  private static ObjectNode first(ObjectNode block, String name) {
    return block.path(name).path(0) instanceof ObjectNode inner ? inner : JSON.objectNode();
  }

  private ObjectNode block(Block block, String path, String names, boolean deep) {
    ObjectNode arguments = JSON.objectNode();
    for (Attribute each : block.attributes().values()) {
      if (each.settable() && wanted(each.required(), each.relations(), path + each.name())) {
        boolean ownId = path.isEmpty() && each.name().equals("id");
        if (!ownId && !each.name().startsWith("deletion_p")) {
          arguments.set(each.name(), value(each, names + "." + each.name()));
        }
      }
    }
    for (NestedBlock each : block.blocks().values()) {
      boolean needed = each.minItems() > 0;
      boolean repeats = (names + ".").contains("." + each.name() + ".");
      if (each.name().equals("timeouts") || (repeats && !needed)) {
        continue;
      }
      if (wanted(needed, each.relations(), path + each.name())
          && (needed || each.optional() || deep)) {
        ArrayNode blocks = arguments.putArray(each.name());
        for (int i = 0; i < Math.max(1, each.minItems()); i++) {
          blocks.add(
              block(
                  each.block(),
                  path + each.name() + "." + i + ".",
                  names + "." + each.name(),
                  deep));
        }
      }
    }
    return arguments;
  }

  /** Required, or the one of a group that has to be there, or allowed when many are wanted. */
  private boolean wanted(boolean required, Relations relations, String path) {
    if (excluded.contains(path)) {
      return required;
    }
    boolean group = first(relations.exactlyOneOf()) || first(relations.atLeastOneOf());
    boolean lone = relations.exactlyOneOf().isEmpty();
    boolean free =
        lone && relations.requiredWith().isEmpty() && relations.conflictsWith().isEmpty();
    if (!required && !group && !(rich && free)) {
      return false;
    }
    chosen.add(path);
    excluded.addAll(relations.conflictsWith());
    relations.exactlyOneOf().stream().filter(each -> !each.equals(path)).forEach(excluded::add);
    excluded.remove(path);
    return true;
  }

  private boolean first(List<String> group) {
    return !group.isEmpty() && group.stream().noneMatch(chosen::contains);
  }

  private JsonNode value(Attribute attribute, String names) {
    return value(attribute.type(), attribute, names.substring(1), false);
  }

  private JsonNode value(JsonNode ofType, Attribute attribute, String names, boolean element) {
    if (ofType.isArray()) {
      JsonNode of = ofType.path(1);
      switch (ofType.path(0).asText()) {
        case "map" -> {
          ObjectNode map = JSON.objectNode();
          map.set("sandbox", value(of, attribute, names, false));
          return map;
        }
        case "object" -> {
          ObjectNode object = JSON.objectNode();
          of.properties()
              .forEach(
                  each ->
                      object.set(
                          each.getKey(),
                          value(each.getValue(), attribute, names + "." + each.getKey(), false)));
          return object;
        }
        default -> {
          int least = ArgumentRules.size(type.type(), names).map(Size::least).orElse(1);
          ArrayNode list = JSON.arrayNode();
          for (int i = 0; i < Math.max(1, least); i++) {
            JsonNode each = value(of, attribute, names, true);
            list.add(i > 0 && each.isTextual() ? JSON.textNode(each.asText() + i) : each);
          }
          return list;
        }
      }
    }
    return switch (ofType.asText()) {
      case "bool" -> JSON.booleanNode(true);
      case "number" -> JSON.numberNode(number(attribute, names));
      default -> JSON.textNode(text(attribute, names, element));
    };
  }

  private BigDecimal number(Attribute attribute, String names) {
    Optional<BigDecimal> low = attribute.minimum();
    if (low.isPresent()) {
      BigDecimal one = low.get().max(BigDecimal.ONE);
      return attribute.maximum().filter(high -> one.compareTo(high) > 0).isPresent()
          ? low.get()
          : one;
    }
    return Stream.concat(Stream.of(Texts.number(attribute.name())), NUMBERS.stream())
        .filter(
            each -> accepted(ArgumentRules.of(type.type(), names), names, new Value.Numeric(each)))
        .findFirst()
        .orElseThrow();
  }

  private String text(Attribute attribute, String names, boolean element) {
    List<String> allowed =
        attribute.oneOf().isEmpty()
            ? ArgumentRules.elements(type.type(), names)
            : attribute.oneOf();
    if (!allowed.isEmpty()) {
      return allowed.stream().filter(each -> !each.isEmpty()).findFirst().orElse("");
    }
    List<ArgumentRules.Rule> rules =
        element
            ? ArgumentRules.ofElements(type.type(), names)
            : ArgumentRules.of(type.type(), names);
    Optional<Pattern> pattern = attribute.pattern().map(Pattern::compile);
    return Stream.concat(Stream.of(Texts.of(attribute.name())), CANDIDATES.stream())
        .filter(each -> pattern.filter(must -> !must.matcher(each).find()).isEmpty())
        .filter(each -> accepted(rules, names, Value.text(each)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no candidate for %s of %s".formatted(names, type.type())));
  }

  private static boolean accepted(List<ArgumentRules.Rule> rules, String path, Value value) {
    return rules.stream().allMatch(rule -> rule.wrong(path, value).isEmpty());
  }
}
