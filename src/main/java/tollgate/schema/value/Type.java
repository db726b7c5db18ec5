package tollgate.schema.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;

/** A Terraform type. */
public sealed interface Type {
  /** string, number, bool, or a value whose type is not fixed. */
  enum Scalar implements Type {
    STRING,
    NUMBER,
    BOOL,
    DYNAMIC
  }

  record ListOf(Type element) implements Type {}

  record SetOf(Type element) implements Type {}

  record MapOf(Type element) implements Type {}

  /** An object with these members, each always there, perhaps null. */
  record ObjectOf(Map<String, Type> members) implements Type {
    public ObjectOf {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  /** The type of a list's or set's elements; of anything else not fixed. */
  default Type elements() {
    if (this instanceof ListOf list) {
      return list.element();
    }
    return this instanceof SetOf set ? set.element() : Scalar.DYNAMIC;
  }

  /** The type of that member of an object or map; of anything else not fixed. */
  default Type member(String name) {
    if (this instanceof MapOf map) {
      return map.element();
    }
    return this instanceof ObjectOf object
        ? object.members().getOrDefault(name, Scalar.DYNAMIC)
        : Scalar.DYNAMIC;
  }

  /** What stands for nothing of this type: "", 0, false or an empty collection; of objects null. */
  default Value zero() {
    if (this instanceof Scalar scalar) {
      return switch (scalar) {
        case BOOL -> Value.bool(false);
        case NUMBER -> Value.number(0);
        case STRING, DYNAMIC -> Value.text("");
      };
    }
    if (this instanceof ListOf) {
      return Values.EMPTY_LIST;
    }
    if (this instanceof SetOf) {
      return Values.EMPTY_SET;
    }
    return this instanceof MapOf ? new Value.Fields(Map.of()) : Values.NULL;
  }

  /** Reads Terraform's JSON spelling of a type. */
  static Type parse(JsonNode json) {
    if (json.isTextual()) {
      return switch (json.asText()) {
        case "string" -> Scalar.STRING;
        case "number" -> Scalar.NUMBER;
        case "bool" -> Scalar.BOOL;
        default -> Scalar.DYNAMIC;
      };
    }
    JsonNode of = json.path(1);
    return switch (json.path(0).asText()) {
      case "list" -> new ListOf(parse(of));
      case "set" -> new SetOf(parse(of));
      case "map" -> new MapOf(parse(of));
      case "object" -> {
        Map<String, Type> members = new LinkedHashMap<>();
        of.properties().forEach(each -> members.put(each.getKey(), parse(each.getValue())));
        yield new ObjectOf(members);
      }
      default -> throw new IllegalArgumentException("unknown type in the schema: " + json);
    };
  }

  /** The type of a block's value. */
  static ObjectOf of(Block block) {
    Map<String, Type> members = new LinkedHashMap<>();
    for (Attribute each : block.attributes().values()) {
      members.put(each.name(), parse(each.type()));
    }
    for (NestedBlock each : block.blocks().values()) {
      Type inner = of(each.block());
      members.put(
          each.name(),
          switch (each.nesting()) {
            case SINGLE -> inner;
            case LIST -> new ListOf(inner);
            case SET -> new SetOf(inner);
            case MAP -> new MapOf(inner);
          });
    }
    return new ObjectOf(members);
  }

  /** The value of a block that is not there: an empty collection, or null for a single one. */
  static Value absent(NestedBlock block) {
    return switch (block.nesting()) {
      case SINGLE -> Values.NULL;
      case LIST -> Values.EMPTY_LIST;
      case SET -> Values.EMPTY_SET;
      case MAP -> new Value.Fields(Map.of());
    };
  }
}
