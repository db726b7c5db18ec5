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

/**
 * Bends a plan to the rules that Terraform's core has for providers of its newer library: what is
 * written is planned as it is written, and there are as many blocks as are written. The real
 * provider is exempt from them. With defaults served as computed values this lets the core check
 * each plan and each result, which it does not do for the older library.
 */
final class Strictness {
  private Strictness() {}

  static Value bend(Block block, Value config, Value prior, Value planned) {
    if (!(planned instanceof Value.Fields fields)) {
      return planned;
    }
    Map<String, Value> bent = new LinkedHashMap<>(fields.values());
    for (Attribute each : block.attributes().values()) {
      String name = each.name();
      bent.put(name, attribute(each, config.at(name), prior.at(name), planned.at(name)));
    }
    for (NestedBlock each : block.blocks().values()) {
      String name = each.name();
      bent.put(name, nested(each, config.at(name), prior.at(name), planned.at(name)));
    }
    return new Value.Fields(bent);
  }

  private static Value attribute(Attribute attribute, Value config, Value prior, Value planned) {
    if (attribute.writeOnly()) {
      return Values.NULL;
    }
    if (config.isNull()) {
      boolean decided = attribute.computed() || attribute.defaultValue().isPresent();
      return decided ? planned : Values.NULL;
    }
    return !prior.isNull() && planned.equals(prior) ? planned : config;
  }

  private static Value nested(NestedBlock block, Value config, Value prior, Value planned) {
    if (config.isUnknown()) {
      return config;
    }
    return switch (block.nesting()) {
      case SINGLE -> config.isNull() ? config : bend(block.block(), config, prior, planned);
      case MAP -> planned;
      case LIST, SET -> {
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < config.items().size(); i++) {
          Value written = config.items().get(i);
          Value before = at(prior, i);
          Value after = at(planned, i);
          Value start = after.isPresent() ? after : Shapes.unknowns(block.block(), written);
          items.add(bend(block.block(), written, before, start));
        }
        yield config.items().isEmpty()
            ? Type.absent(block)
            : block.nesting() == NestedBlock.Nesting.SET
                ? new Value.Members(items)
                : new Value.Sequence(items);
      }
    };
  }

  private static Value at(Value value, int index) {
    return index < value.items().size() ? value.items().get(index) : Values.NULL;
  }
}
