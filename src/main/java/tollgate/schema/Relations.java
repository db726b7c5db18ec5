package tollgate.schema;

import java.util.List;

/**
 * How an argument or block depends on its siblings. Each list holds paths from the top of the
 * resource in the provider's notation, {@code block.0.argument}; empty means no such rule.
 */
public record Relations(
    List<String> conflictsWith,
    List<String> exactlyOneOf,
    List<String> atLeastOneOf,
    List<String> requiredWith) {
  static final Relations NONE = new Relations(List.of(), List.of(), List.of(), List.of());

  public Relations {
    conflictsWith = List.copyOf(conflictsWith);
    exactlyOneOf = List.copyOf(exactlyOneOf);
    atLeastOneOf = List.copyOf(atLeastOneOf);
    requiredWith = List.copyOf(requiredWith);
  }
}
