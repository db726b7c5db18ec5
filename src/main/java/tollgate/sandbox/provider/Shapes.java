package tollgate.sandbox.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.value.Type;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** Passes over a whole value that the SDK makes after the comparison. */
final class Shapes {
  private Shapes() {}

  /** Computed attributes that are still null become unknown, at every depth of blocks there are. */
  static Value unknowns(Block block, Value value) {
    if (!(value instanceof Value.Fields fields)) {
      return value;
    }
    Map<String, Value> filled = new LinkedHashMap<>(fields.values());
    for (Attribute each : block.attributes().values()) {
      if (each.computed() && fields.get(each.name()).isNull() && !each.writeOnly()) {
        filled.put(each.name(), Values.UNKNOWN);
      }
    }
    for (NestedBlock each : block.blocks().values()) {
      filled.put(each.name(), inside(each, fields.get(each.name())));
    }
    return new Value.Fields(filled);
  }

  private static Value inside(NestedBlock block, Value value) {
    if (value instanceof Value.Sequence list) {
      return new Value.Sequence(each(block, list.items()));
    }
    if (value instanceof Value.Members set) {
      return new Value.Members(each(block, set.items()));
    }
    return value instanceof Value.Fields ? unknowns(block.block(), value) : value;
  }

  private static List<Value> each(NestedBlock block, List<Value> items) {
    List<Value> filled = new ArrayList<>(items.size());
    items.forEach(item -> filled.add(unknowns(block.block(), item)));
    return filled;
  }

  /** Where the plan lost an empty text or list that was asked for, it is put back. */
  static Value restoreEmpty(Value planned, Value wanted) {
    if (!wanted.isPresent() || planned.isUnknown()) {
      return planned;
    }
    if (wanted instanceof Value.Fields asked && planned instanceof Value.Fields fields) {
      Map<String, Value> restored = new LinkedHashMap<>(fields.values());
      asked
          .values()
          .forEach(
              (name, value) -> {
                if (restored.containsKey(name)) {
                  restored.put(name, restoreEmpty(fields.get(name), value));
                }
              });
      return new Value.Fields(restored);
    }
    if (wanted instanceof Value.Sequence list) {
      if (planned.isNull() && list.items().isEmpty()) {
        return wanted;
      }
      if (planned.items().size() == list.items().size()) {
        List<Value> restored = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
          restored.add(restoreEmpty(planned.items().get(i), list.items().get(i)));
        }
        return new Value.Sequence(restored);
      }
    }
    if (wanted instanceof Value.Text text && planned.isNull() && text.value().isEmpty()) {
      return wanted;
    }
    return planned;
  }

  /**
   * What the SDK writes into the state: in a block that is there an argument nobody gave is "", 0,
   * false or empty, not null. Elements of sets stay as they were planned.
   */
  static Value.Fields zeros(Block block, Value.Fields state) {
    Map<String, Value> filled = new LinkedHashMap<>(state.values());
    for (NestedBlock each : block.blocks().values()) {
      if (state.get(each.name()) instanceof Value.Sequence list) {
        List<Value> items = new ArrayList<>(list.items().size());
        list.items()
            .forEach(
                item ->
                    items.add(
                        item instanceof Value.Fields fields
                            ? zeros(each.block(), zeroArguments(each.block(), fields))
                            : item));
        filled.put(each.name(), new Value.Sequence(items));
      }
    }
    return new Value.Fields(filled);
  }

  private static Value.Fields zeroArguments(Block block, Value.Fields fields) {
    Map<String, Value> filled = new LinkedHashMap<>(fields.values());
    for (Attribute each : block.attributes().values()) {
      if (fields.get(each.name()).isNull() && !each.writeOnly()) {
        filled.put(each.name(), Type.parse(each.type()).zero());
      }
    }
    return new Value.Fields(filled);
  }

  /** Write-only values are in no plan and no state. */
  static Value withoutWriteOnly(Block block, Value value) {
    if (!(value instanceof Value.Fields fields)) {
      return value;
    }
    Map<String, Value> kept = new LinkedHashMap<>(fields.values());
    for (Attribute each : block.attributes().values()) {
      if (each.writeOnly()) {
        kept.put(each.name(), Values.NULL);
      }
    }
    for (NestedBlock each : block.blocks().values()) {
      Value nested = fields.get(each.name());
      if (nested instanceof Value.Sequence list) {
        kept.put(each.name(), new Value.Sequence(stripped(each, list.items())));
      } else if (nested instanceof Value.Members set) {
        kept.put(each.name(), new Value.Members(stripped(each, set.items())));
      } else {
        kept.put(each.name(), withoutWriteOnly(each.block(), nested));
      }
    }
    return new Value.Fields(kept);
  }

  private static List<Value> stripped(NestedBlock block, List<Value> items) {
    List<Value> kept = new ArrayList<>(items.size());
    items.forEach(item -> kept.add(withoutWriteOnly(block.block(), item)));
    return kept;
  }
}
