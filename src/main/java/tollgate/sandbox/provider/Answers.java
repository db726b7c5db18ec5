package tollgate.sandbox.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.value.JsonValues;
import tollgate.schema.value.Type;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/**
 * How many elements a list has that the cloud fills. Configurations index into such lists, {@code
 * networks[0].ip_addresses[0]} say, so one that the real cloud fills must not come out empty.
 */
final class Answers {
  /** What is empty on a new and healthy thing: who uses it, and what went wrong. */
  private static final Set<String> EMPTY_AT_FIRST =
      Set.of(
          "aliases",
          "allocated_connections",
          "as_paths",
          "authorization_attempt_info",
          "blocking_reasons",
          "child_policy_tags",
          "circuit_infos",
          "compilation_diagnostics",
          "connected_endpoint_groups",
          "connected_endpoints",
          "connected_projects",
          "connection_endpoints",
          "deployed_indexes",
          "deployed_models",
          "effective_taints",
          "error",
          "errors",
          "expected_outages",
          "failure_reason",
          "interconnect_attachments",
          "interconnect_groups",
          "issues",
          "last_test_result",
          "linked_commitments",
          "locks",
          "maintenance_events",
          "maintenance_schedule",
          "peer_autonomous_databases",
          "peer_db_ids",
          "provisioning_issue",
          "recent_executions",
          "replica_names",
          "revocation_details",
          "upcoming_maintenance_schedule",
          "upgrade_history",
          "used_by",
          "users",
          "warnings",
          "wire_groups");

  /** Cloud DNS serves each zone from four name servers; a highly available gateway has two ends. */
  private static final Map<String, Integer> COUNTS = Map.of("name_servers", 4, "vpn_interfaces", 2);

  private Answers() {}

  /**
   * Elements of a collection that is known after apply.
   *
   * @param settable whether the user could have written it
   */
  static int elements(String name, boolean settable) {
    // Left out by the user, a list of choices stays empty; addresses are given all the same.
    boolean open = settable && !name.contains("address");
    return open || EMPTY_AT_FIRST.contains(name) ? 0 : COUNTS.getOrDefault(name, 1);
  }

  /** Blocks that the cloud adds where none was written: those which tell what only it knows. */
  static int blocks(NestedBlock block) {
    boolean tells =
        block.block().attributes().values().stream()
            .anyMatch(each -> each.computed() && !each.settable());
    boolean asks =
        block.block().attributes().values().stream().anyMatch(Attribute::required)
            || block.block().blocks().values().stream().anyMatch(each -> each.minItems() > 0);
    return tells && !asks ? COUNTS.getOrDefault(block.name(), 1) : 0;
  }

  /** A block with nothing in it but defaults; what the cloud decides is unknown. */
  static Value.Fields blank(Block block, int index) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Attribute each : block.attributes().values()) {
      Type type = Type.parse(each.type());
      Value value = each.computed() ? Values.UNKNOWN : Values.NULL;
      if (each.defaultValue().isPresent()) {
        value = JsonValues.read(type, each.defaultValue().get());
      } else if (each.name().equals("id") && type == Type.Scalar.NUMBER) {
        value = Value.number(index);
      }
      values.put(each.name(), value);
    }
    for (NestedBlock each : block.blocks().values()) {
      values.put(each.name(), each.computed() ? Values.UNKNOWN : Type.absent(each));
    }
    return new Value.Fields(values);
  }
}
