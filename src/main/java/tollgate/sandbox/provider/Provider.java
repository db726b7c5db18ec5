package tollgate.sandbox.provider;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.sandbox.behaviour.ProviderRules;
import tollgate.sandbox.store.ObjectStore;
import tollgate.sandbox.value.Value;
import tollgate.sandbox.wire.Calls;
import tollgate.sandbox.wire.Connection;
import tollgate.sandbox.wire.Problem;
import tollgate.sandbox.wire.SchemaMessage;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;

/** The simulated google provider. */
public final class Provider implements Calls {
  private final Schema schema;
  private final Collection<String> resources;
  private final Collection<String> dataSources;
  private final boolean strict;
  private final Planner planner;
  private final Lifecycle lifecycle;
  private final DataSources sources;
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
      boolean strict,
      Clock clock) {
    this.schema = schema;
    this.resources = List.copyOf(resources);
    this.dataSources = List.copyOf(dataSources);
    this.strict = strict;
    this.planner = new Planner(strict);
    this.lifecycle = new Lifecycle(store, clock, new Identity(schema));
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
    return lifecycle.read(type, state);
  }

  @Override
  public Planned plan(Connection connection, ResourceSchema type, Change change) {
    lifecycle.asksFor(type, change.prior());
    return planner.plan(ProviderBlock.of(connection.configuration()), type, change);
  }

  @Override
  public Answer apply(Connection connection, ResourceSchema type, Change change) {
    return lifecycle.apply(connection, type, change);
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
