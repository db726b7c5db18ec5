package tollgate.sandbox.provider;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.ResourceSchema;
import tollgate.schema.value.Type;
import tollgate.schema.value.Value;

/** Turns a plan into a resource that exists: every unknown gets a value, then the id. */
final class Completion {
  /** These are settled first, because others are built from them. */
  private static final List<String> FIRST = List.of("project", "zone", "region", "location");

  private final Identity identity;
  private final boolean strict;

  /** {@code strict} leaves what was planned as null at null, or Terraform's core would object. */
  Completion(Identity identity, boolean strict) {
    this.identity = identity;
    this.strict = strict;
  }

  /** The whole resource. {@code salt} makes two resources that look the same differ. */
  Value.Fields complete(
      ResourceSchema type, ProviderBlock provider, Value planned, Instant now, String salt) {
    Value.Fields state = (Value.Fields) planned;
    String seed = type.type() + "\n" + salt;
    Invention invention = new Invention(provider, now, seed);
    for (String name : FIRST) {
      if (state.at(name).isUnknown()) {
        state = state.with(name, Value.text(invention.text(type.type(), name, state)));
      }
    }
    for (Map.Entry<String, String> each : Results.of(type.type()).entrySet()) {
      if (state.at(each.getKey()).isUnknown()) {
        Optional<String> text = Results.fill(each.getValue(), state, invention);
        if (text.isPresent()) {
          state = state.with(each.getKey(), Value.text(text.get()));
        }
      }
    }
    if (state.at("id").isUnknown() || state.at("id").isNull()) {
      Optional<String> id = identity.of(type, state);
      if (id.isEmpty() && state.at("name").isUnknown()) {
        state = state.with("name", Value.text(invention.text(type.type(), "name", state)));
        id = identity.of(type, state);
      }
      state = state.with("id", Value.text(id.orElse("sandbox-" + invention.hex("id", 16))));
    }
    for (Map.Entry<String, String> each : Results.late(type).entrySet()) {
      if (state.at(each.getKey()).isUnknown()) {
        Optional<String> text = Results.fill(each.getValue(), state, invention);
        if (text.isPresent()) {
          state = state.with(each.getKey(), Value.text(text.get()));
        }
      }
    }
    Value.Fields whole = new Filler(type.type(), invention, state).block(type.block(), state, "");
    return strict ? whole : Shapes.zeros(type.block(), whole);
  }

  private record Filler(String type, Invention invention, Value.Fields state) {
    Value.Fields block(Block block, Value value, String path) {
      Map<String, Value> filled = new LinkedHashMap<>();
      for (Attribute each : block.attributes().values()) {
        Value given = value.at(each.name());
        filled.put(
            each.name(),
            given.whollyKnown()
                ? given
                : attribute(each, Type.parse(each.type()), given, path + each.name()));
      }
      for (NestedBlock each : block.blocks().values()) {
        filled.put(each.name(), nested(each, value.at(each.name()), path + each.name()));
      }
      return new Value.Fields(filled);
    }

    private Value nested(NestedBlock block, Value value, String path) {
      if (value.isUnknown()) {
        return chosen(block, path);
      }
      if (value instanceof Value.Fields fields && block.nesting() == NestedBlock.Nesting.SINGLE) {
        return block(block.block(), fields, path + ".");
      }
      if (value instanceof Value.Sequence || value instanceof Value.Members) {
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < value.items().size(); i++) {
          items.add(block(block.block(), value.items().get(i), path + "." + i + "."));
        }
        return value instanceof Value.Members
            ? new Value.Members(items)
            : new Value.Sequence(items);
      }
      return value;
    }

    /** A block that nobody wrote and that the cloud decides on. */
    private Value chosen(NestedBlock block, String path) {
      int count = block.nesting() == NestedBlock.Nesting.LIST ? Answers.blocks(block) : 0;
      if (count == 0) {
        return Type.absent(block);
      }
      List<Value> items = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        items.add(block(block.block(), Answers.blank(block.block(), i), path + "." + i + "."));
      }
      return new Value.Sequence(items);
    }

    private Value attribute(Attribute attribute, Type type, Value given, String path) {
      boolean collection = type instanceof Type.ListOf || type instanceof Type.SetOf;
      if (given.isUnknown() && collection) {
        return collection(type, path, Answers.elements(attribute.name(), attribute.settable()));
      }
      if (given.isUnknown() && type == Type.Scalar.STRING && attribute.settable()) {
        return Value.text(invention.unwritten(this.type, path, state));
      }
      return known(type, given, path);
    }

    /** The same value with its unknown parts invented. */
    private Value known(Type type, Value given, String path) {
      if (given.isUnknown()) {
        return of(type, path);
      }
      if (given instanceof Value.Fields fields) {
        Map<String, Value> filled = new LinkedHashMap<>();
        fields
            .values()
            .forEach(
                (name, value) ->
                    filled.put(name, known(member(type, name), value, path + "." + name)));
        return new Value.Fields(filled);
      }
      List<Value> items = new ArrayList<>();
      for (int i = 0; i < given.items().size(); i++) {
        items.add(known(element(type), given.items().get(i), path + "." + i));
      }
      if (given instanceof Value.Sequence) {
        return new Value.Sequence(items);
      }
      return given instanceof Value.Members ? new Value.Members(items) : given;
    }

    private Value of(Type type, String path) {
      if (type instanceof Type.Scalar scalar) {
        return switch (scalar) {
          case BOOL -> Value.bool(false);
          case NUMBER -> new Value.Numeric(invention.number(path));
          case STRING, DYNAMIC -> Value.text(invention.text(this.type, path, state));
        };
      }
      if (type instanceof Type.ObjectOf object) {
        Map<String, Value> members = new LinkedHashMap<>();
        object.members().forEach((name, of) -> members.put(name, of(of, path + "." + name)));
        return new Value.Fields(members);
      }
      if (type instanceof Type.ListOf || type instanceof Type.SetOf) {
        return collection(
            type, path, Answers.elements(path.substring(path.lastIndexOf('.') + 1), false));
      }
      return new Value.Fields(Map.of());
    }

    private Value collection(Type type, String path, int count) {
      Type element = element(type);
      List<Value> items = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        items.add(
            element == Type.Scalar.STRING
                ? Value.text(invention.element(this.type, path, i, state))
                : of(element, path + "." + i));
      }
      return type instanceof Type.SetOf ? new Value.Members(items) : new Value.Sequence(items);
    }

    private static Type element(Type type) {
      if (type instanceof Type.ListOf list) {
        return list.element();
      }
      return type instanceof Type.SetOf set ? set.element() : Type.Scalar.STRING;
    }

    private static Type member(Type type, String name) {
      if (type instanceof Type.MapOf map) {
        return map.element();
      }
      return type instanceof Type.ObjectOf object
          ? object.members().getOrDefault(name, Type.Scalar.STRING)
          : Type.Scalar.STRING;
    }
  }
}
