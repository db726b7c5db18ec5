package tollgate.sandbox.behaviour;

import java.util.function.Consumer;
import java.util.function.Predicate;
import tollgate.schema.ResourceSchema;

/**
 * One thing the provider does to a plan in code of its own.
 *
 * @param name short, in words; for documentation
 * @param applies to which resource types
 * @param effect changes the draft
 */
public record Behaviour(String name, Predicate<ResourceSchema> applies, Consumer<Draft> effect) {

  static Behaviour of(String name, String type, Consumer<Draft> effect) {
    return new Behaviour(name, schema -> schema.type().equals(type), effect);
  }
}
