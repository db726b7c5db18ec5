package tollgate.sandbox.provider;

import java.util.List;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.value.JsonValues;
import tollgate.schema.value.Type;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/**
 * Before it looks into a list of blocks the SDK compares it as a whole, and reads an unknown number
 * as 0, an unknown bool as false and an unknown list as none. Where that makes it the list there
 * was, it looks no further: what is unknown then is no change.
 */
final class Blanks {
  private Blanks() {}

  /** Whether the blocks as they were written read as those in the state. */
  static boolean same(Block block, Value old, Value written) {
    List<Value> olds = old.items();
    List<Value> news = written.items();
    if (olds.size() != news.size()) {
      return false;
    }
    for (int i = 0; i < olds.size(); i++) {
      if (news.get(i).isUnknown() || !sameBlock(block, olds.get(i), news.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameBlock(Block block, Value old, Value written) {
    for (Attribute each : block.attributes().values()) {
      Type type = Type.parse(each.type());
      Value value = written.at(each.name());
      boolean read =
          !(type instanceof Type.SetOf)
              && !(value.isUnknown() && type == Type.Scalar.STRING)
              && Alike.equal(old.at(each.name()), read(each, type, value));
      if (!read) {
        return false;
      }
    }
    for (NestedBlock each : block.blocks().values()) {
      if (each.nesting() != NestedBlock.Nesting.LIST
          || !same(each.block(), old.at(each.name()), written.at(each.name()))) {
        return false;
      }
    }
    return true;
  }

  private static Value read(Attribute attribute, Type type, Value written) {
    if (written.isUnknown() || (type instanceof Type.ListOf && !written.whollyKnown())) {
      return Values.NULL;
    }
    return written.isNull() && attribute.defaultValue().isPresent()
        ? JsonValues.read(type, attribute.defaultValue().get())
        : written;
  }
}
