package tollgate.sandbox.wire;

import java.util.List;
import java.util.Optional;
import tollgate.schema.ResourceSchema;
import tollgate.schema.check.Problem;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

/**
 * What Terraform asks of a provider, freed of the wire's form. Values carry every attribute of
 * their type. Called by several threads at once.
 */
public interface Calls {
  /** The encoded schemas of provider, resources and data sources. */
  byte[] schemas();

  /** The type's schema; empty when there is no such type. */
  Optional<ResourceSchema> resource(String type);

  /** The data source's schema; empty when there is none. */
  Optional<ResourceSchema> dataSource(String type);

  List<Problem> validateProvider(Value config);

  /** Keeps the provider block of one connection: each alias has a connection of its own. */
  List<Problem> configure(Connection connection, Value config);

  List<Problem> validateResource(ResourceSchema type, Value config);

  List<Problem> validateDataSource(ResourceSchema type, Value config);

  Answer read(Connection connection, ResourceSchema type, Value state);

  Planned plan(Connection connection, ResourceSchema type, Change change);

  Answer apply(Connection connection, ResourceSchema type, Change change);

  Imported importState(Connection connection, ResourceSchema type, String id);

  Answer readDataSource(Connection connection, ResourceSchema type, Value config);

  /** Whether Terraform's core is to check plans and results. */
  boolean strict();

  /** Terraform is gone. */
  void ended(Connection connection);

  /**
   * A change that Terraform asks to plan or to make.
   *
   * @param prior null when the resource is to be created
   * @param wanted when planning the configuration merged with the prior values, when applying the
   *     plan; null when the resource is to be destroyed
   * @param config the configuration alone, with write-only values
   */
  record Change(Value prior, Value wanted, Value config) {}

  /** A value, or what went wrong. With problems the value still counts: it goes to the state. */
  record Answer(Value value, List<Problem> problems) {
    public Answer {
      problems = List.copyOf(problems);
    }

    public static Answer of(Value value) {
      return new Answer(value, List.of());
    }
  }

  /** A plan, and the places for which the resource must be replaced. */
  record Planned(Value value, List<Path> replace, List<Problem> problems) {
    public Planned {
      replace = List.copyOf(replace);
      problems = List.copyOf(problems);
    }
  }

  /** The start of an imported state; Terraform reads the resource next. */
  record Imported(Optional<Value> value, List<Problem> problems) {
    public Imported {
      problems = List.copyOf(problems);
    }
  }
}
