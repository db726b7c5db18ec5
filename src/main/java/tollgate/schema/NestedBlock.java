package tollgate.schema;

import java.util.OptionalInt;

/**
 * A block inside a resource or inside another block.
 *
 * @param minItems 0 when the block may be left out
 * @param maxItems absent when there is no limit
 * @param computed the provider may fill the block when it is left out
 * @param forceNew adding, removing or changing it replaces the resource
 */
public record NestedBlock(
    String name,
    Nesting nesting,
    int minItems,
    OptionalInt maxItems,
    boolean optional,
    boolean computed,
    boolean forceNew,
    boolean diffSuppress,
    Relations relations,
    Block block) {

  /** How the block's instances are held in a value. */
  public enum Nesting {
    /** An object or null. */
    SINGLE,
    LIST,
    SET,
    MAP
  }
}
