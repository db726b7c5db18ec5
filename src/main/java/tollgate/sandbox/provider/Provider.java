package tollgate.sandbox.provider;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.sandbox.cloud.Attempt;
import tollgate.sandbox.cloud.Incidents;
import tollgate.sandbox.cloud.Operation;
import tollgate.sandbox.cloud.Rehearsal;
import tollgate.sandbox.cloud.Rules;
import tollgate.sandbox.cloud.World;
import tollgate.sandbox.store.ObjectStore;
import tollgate.sandbox.wire.Calls;
import tollgate.sandbox.wire.Connection;
import tollgate.sandbox.wire.SchemaMessage;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;
import tollgate.schema.check.Problem;
import tollgate.schema.check.ProviderRules;
import tollgate.schema.check.Validation;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** The simulated google provider. */
public final class Provider implements Calls {
  private final Schema schema;
  private final Collection<String> resources;
  private final Collection<String> dataSources;
  private final boolean strict;
  private final Planner planner;
  private final Lifecycle lifecycle;
  private final DataSources sources;
  private final Rules rules;
  private final Interference interference;
  private final ConcurrentHashMap<String, byte[]> encoded = new ConcurrentHashMap<>();

  /**
   * @param resources the types that Terraform is told of; fewer make it start faster
   * @param dataSources likewise
   * @param strict whether Terraform's core checks plans and results
   */
  public Provider(
      Schema schema,
      Collection<String> resources,
      Collection<String> dataSources,
      ObjectStore store,
      Doubts doubts,
      World world,
      Rehearsal rehearsal,
      Incidents incidents,
      boolean strict,
      Clock clock) {
    this.schema = schema;
    this.resources = List.copyOf(resources);
    this.dataSources = List.copyOf(dataSources);
    this.strict = strict;
    this.planner = new Planner(strict);
    this.rules = new Rules(world, rehearsal, incidents);
    this.lifecycle = new Lifecycle(store, doubts, clock, new Identity(schema), rules, strict);
    this.interference = new Interference(rehearsal, incidents);
    this.sources = new DataSources(store);
  }

  @Override
  public byte[] schemas() {
    return encoded.computeIfAbsent(
        "all", key -> SchemaMessage.encode(schema, resources, dataSources, strict));
  }

  @Override
  public Optional<ResourceSchema> resource(String type) {
    return schema.resource(type);
  }

  @Override
  public Optional<ResourceSchema> dataSource(String type) {
    return schema.dataSource(type);
  }

  @Override
  public List<Problem> validateProvider(Value config) {
    return ProviderRules.validate(config);
  }

  @Override
  public List<Problem> configure(Connection connection, Value config) {
    connection.configure(config);
    return ProviderRules.configure(config);
  }

  @Override
  public List<Problem> validateResource(ResourceSchema type, Value config) {
    return new Validation(type, config).problems();
  }

  @Override
  public List<Problem> validateDataSource(ResourceSchema type, Value config) {
    return new Validation(type, config).problems();
  }

  @Override
  public Answer read(Connection connection, ResourceSchema type, Value state) {
    ProviderBlock provider = ProviderBlock.of(connection.configuration());
    Interference.Outcome outcome =
        interference.meet(
            connection, new Attempt(Operation.READ, type, provider, state, Values.NULL));
    if (outcome.gone()) {
      return Answer.of(Values.NULL);
    }
    return outcome.problem().isPresent()
        ? new Answer(state, outcome.problems())
        : lifecycle.read(type, state);
  }

  @Override
  public Planned plan(Connection connection, ResourceSchema type, Change change) {
    lifecycle.asksFor(type, change.prior());
    ProviderBlock provider = ProviderBlock.of(connection.configuration());
    Interference.Outcome outcome =
        interference.meet(
            connection,
            new Attempt(Operation.PLAN, type, provider, change.prior(), change.wanted()));
    if (outcome.problem().isPresent()) {
      return new Planned(change.prior(), List.of(), outcome.problems());
    }
    if (change.prior().isNull()) {
      rules.planned(type.type(), provider, change.wanted());
    }
    return planner.plan(provider, type, change);
  }

  @Override
  public Answer apply(Connection connection, ResourceSchema type, Change change) {
    ProviderBlock provider = ProviderBlock.of(connection.configuration());
    Operation operation =
        change.wanted().isNull()
            ? Operation.DELETE
            : change.prior().isNull() ? Operation.CREATE : Operation.UPDATE;
    Interference.Outcome outcome =
        interference.meet(
            connection, new Attempt(operation, type, provider, change.prior(), change.wanted()));
    if (outcome.gone()) {
      return lifecycle.forget(type, change.prior());
    }
    return outcome.problem().isPresent()
        ? new Answer(change.prior(), outcome.problems())
        : lifecycle.apply(connection, type, change);
  }

  @Override
  public Imported importState(Connection connection, ResourceSchema type, String id) {
    return lifecycle.importState(type, id);
  }

  @Override
  public Answer readDataSource(Connection connection, ResourceSchema type, Value config) {
    return sources.read(ProviderBlock.of(connection.configuration()), type, config);
  }

  @Override
  public void ended(Connection connection) {
    lifecycle.ended(connection);
  }

  @Override
  public boolean strict() {
    return strict;
  }
}
