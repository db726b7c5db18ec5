package tollgate.sandbox.cloud;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.sandbox.store.StoredObject;
import tollgate.schema.value.Value;

/** All of Google's rules that the sandbox knows, and which of them are on. */
public final class Rules {
  private static final List<Rule> ALL =
      Stream.of(
              List.of(EnabledApis.RULE),
              TakenNames.RULES,
              List.of(Places.RULE),
              Accounts.RULES,
              InUse.RULES,
              List.of(Protections.RULE, Quotas.RULE, Containers.RULE, Editions.RULE))
          .flatMap(List::stream)
          .toList();

  private final World world;
  private final Rehearsal rehearsal;
  private final Incidents incidents;

  public Rules(World world, Rehearsal rehearsal, Incidents incidents) {
    this.world = world;
    this.rehearsal = rehearsal;
    this.incidents = incidents;
  }

  /** Every rule, in the order in which they are looked at. */
  public static List<Rule> all() {
    return ALL;
  }

  /** The first rule that is on and forbids this, if there is one. */
  public Optional<Rule.Refusal> against(Attempt attempt) {
    for (Rule rule : ALL) {
      Optional<Rule.Refusal> refusal = rule.check().of(attempt, world);
      if (refusal.isPresent() && rehearsal.isOn(rule.name())) {
        incidents.refused(rule.name());
        return refusal;
      }
    }
    return Optional.empty();
  }

  /** How long it takes until what was just made can be relied on, where that is played. */
  public Duration settling(String type) {
    Duration settling = Accounts.settling(type);
    return !settling.isZero() && rehearsal.isOn("account-settles") ? settling : Duration.ZERO;
  }

  /** Notes that a plan creates a resource, for rules that ask what is still to come. */
  public void planned(String type, ProviderBlock provider, Value wanted) {
    String project = wanted.at("project").asText().or(provider::project).orElse(Attempt.NO_PROJECT);
    if (type.equals(Accounts.TYPE)) {
      wanted
          .at("account_id")
          .asText()
          .ifPresent(
              id -> world.plan(type, "%s@%s.iam.gserviceaccount.com".formatted(id, project)));
    }
  }

  /**
   * Notes what a deletion leaves behind, before it is made.
   *
   * @throws IOException when the disk refuses
   */
  public void deleting(String type, String id) throws IOException {
    Optional<StoredObject> object = world.find(type, id);
    if (object.isEmpty()) {
      return;
    }
    boolean staysOn =
        type.equals("google_project_service")
            && !object.get().state().path("disable_on_destroy").asBoolean();
    if (staysOn || TakenNames.keepsItsName(type)) {
      world.remnants().add(type, id, world.clock().instant());
    }
    if (type.equals(TakenNames.DATABASE)) {
      Optional<String> network = InUse.privateNetwork(object.get().state());
      if (network.isPresent()) {
        world.remnants().add(InUse.PRIVATE_NETWORK, network.get(), world.clock().instant());
      }
    }
  }
}
