package tollgate.sandbox.wire;

import java.util.List;
import tollgate.sandbox.value.MsgPack;
import tollgate.schema.check.Problem;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

/** The parts that several answers share. */
final class Messages {
  private Messages() {}

  static ProtoWriter dynamic(Value value) {
    return new ProtoWriter().bytes(1, MsgPack.encode(value));
  }

  /** The msgpack bytes of a DynamicValue; empty when it holds none. */
  static byte[] msgpack(byte[] dynamic) {
    byte[] found = new byte[0];
    ProtoReader reader = new ProtoReader(dynamic);
    while (reader.next()) {
      if (reader.field() == 1) {
        found = reader.bytes();
      } else {
        reader.skip();
      }
    }
    return found;
  }

  static void problems(ProtoWriter to, int field, List<Problem> problems) {
    for (Problem each : problems) {
      ProtoWriter message =
          new ProtoWriter()
              .number(1, each.severity() == Problem.Severity.ERROR ? 1 : 2)
              .text(2, each.summary())
              .text(3, each.detail());
      if (!each.at().steps().isEmpty()) {
        message.message(4, path(each.at()));
      }
      to.message(field, message);
    }
  }

  static ProtoWriter path(Path path) {
    ProtoWriter message = new ProtoWriter();
    for (Path.Step step : path.steps()) {
      ProtoWriter part = new ProtoWriter();
      if (step instanceof Path.Name name) {
        part.text(1, name.name());
      } else if (step instanceof Path.Key key) {
        part.text(2, key.key());
      } else {
        part.chosenNumber(3, ((Path.Index) step).index());
      }
      message.message(1, part);
    }
    return message;
  }
}
