package tollgate.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.schema.Block;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** What is known only after apply comes out with values of the right shape. */
class CompletionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void aFilestoreHasAnAddressToMount() {
    Value networks =
        Value.list(
            List.of(
                new Value.Fields(
                    Map.of(
                        "network",
                        Value.text("default"),
                        "modes",
                        Value.list(List.of(Value.text("MODE_IPV4"))),
                        "ip_addresses",
                        Values.UNKNOWN,
                        "reserved_ip_range",
                        Values.UNKNOWN))));

    Value share = created("google_filestore_instance", Map.of("networks", networks));

    assertThat(text(share, "networks.0.ip_addresses.0")).startsWith("10.");
  }

  @Test
  void inABlockThatIsThereAnArgumentNobodyGaveIsEmptyNotNull() {
    Map<String, Value> check = Map.of("port", Value.number(80));
    Value wanted = Value.list(List.of(new Value.Fields(check)));

    Value state = created("google_compute_health_check", Map.of("tcp_health_check", wanted));

    assertThat(Path.of("tcp_health_check.0.request").in(state)).isEqualTo(Value.text(""));
    assertThat(Path.of("tcp_health_check.0.port").in(state)).isEqualTo(Value.number(80));
    assertThat(state.at("description")).isEqualTo(Values.NULL);
  }

  @Test
  void aZoneHasFourNameServersAndAGatewayTwoInterfaces() {
    Value zone = created("google_dns_managed_zone", Map.of());
    assertThat(zone.at("name_servers").items()).hasSize(4).doesNotHaveDuplicates();
    assertThat(text(zone, "name_servers.3")).matches("ns-cloud-[a-d]4\\.googledomains\\.com\\.");

    Value gateway = created("google_compute_ha_vpn_gateway", Map.of());
    assertThat(text(gateway, "vpn_interfaces.1.ip_address")).startsWith("203.0.113.");
    assertThat(Path.of("vpn_interfaces.1.id").in(gateway)).isEqualTo(Value.number(1));
  }

  @Test
  void whatNobodyUsesYetAndWhatWentWrongIsEmpty() {
    assertThat(created("google_compute_address", Map.of()).at("users").items()).isEmpty();
    assertThat(created("google_compute_route", Map.of()).at("warnings").items()).isEmpty();
  }

  @Test
  void aBucketTellsHowLongDeletedObjectsAreKept() {
    Value bucket = created("google_storage_bucket", Map.of());
    assertThat(Path.of("soft_delete_policy.0.retention_duration_seconds").in(bucket))
        .isEqualTo(Value.number(604_800));
    assertThat(bucket.at("versioning").items()).isEmpty();
  }

  @Test
  void aListOfChoicesThatNobodyMadeStaysEmpty() {
    Value pool = created("google_container_cluster", Map.of());
    assertThat(pool.at("node_locations").items()).isEmpty();
  }

  @Test
  void everyComputedListOfEveryTypeHasAnElementOrIsEmptyForAReason() {
    for (String name : Schema.google().resourceTypes()) {
      ResourceSchema type = Schema.google().resource(name).orElseThrow();
      Value made = created(name, Map.of());
      assertThat(made.whollyKnown()).as(name).isTrue();
      type.block().attributes().values().stream()
          .filter(each -> each.computed() && !each.settable())
          .filter(each -> each.type().path(0).asText().matches("list|set"))
          .filter(each -> Answers.elements(each.name(), false) > 0)
          .forEach(
              each ->
                  assertThat(made.at(each.name()).items())
                      .as("%s.%s", name, each.name())
                      .isNotEmpty());
    }
  }

  /** A resource of that type with these arguments and everything computed still unknown. */
  private static Value created(String name, Map<String, Value> arguments) {
    ResourceSchema type = Schema.google().resource(name).orElseThrow();
    Block block = type.block();
    Value.Fields planned = Answers.blank(block, 0);
    for (Map.Entry<String, Value> each : arguments.entrySet()) {
      planned = planned.with(each.getKey(), each.getValue());
    }
    return new Completion(new Identity(Schema.google()), false)
        .complete(type, ProviderBlock.of(Values.NULL), planned, NOW, "salt");
  }

  private static String text(Value value, String dotted) {
    return Path.of(dotted).in(value).textOrEmpty();
  }
}
