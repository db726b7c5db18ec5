package tollgate.sandbox.value;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;
import tollgate.schema.value.Type;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/**
 * Terraform's binary form of values. Every extension type is an unknown: type 0 says nothing more,
 * type 12 refines it.
 */
public final class MsgPack {
  private static final byte PLAIN_UNKNOWN = 0;
  private static final int DIGITS_OF_64_BITS = 20;
  private static final byte REFINED_UNKNOWN = 12;
  private static final BigDecimal EXACT_DOUBLES = BigDecimal.valueOf(1L << 53);

  private MsgPack() {}

  /** Reads a value of that type; an empty array is null. */
  public static Value decode(Type type, byte[] bytes) {
    if (bytes.length == 0) {
      return Values.NULL;
    }
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      return read(type, unpacker);
    } catch (IOException broken) {
      throw new UncheckedIOException("terraform sent a value that is not msgpack", broken);
    }
  }

  public static byte[] encode(Value value) {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      write(value, packer);
      return packer.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Value read(Type type, MessageUnpacker from) throws IOException {
    ValueType format = from.getNextFormat().getValueType();
    return switch (format) {
      case NIL -> {
        from.unpackNil();
        yield Values.NULL;
      }
      case EXTENSION -> unknown(from);
      case BOOLEAN -> Value.bool(from.unpackBoolean());
      case INTEGER -> new Value.Numeric(new BigDecimal(from.unpackBigInteger()));
      case FLOAT -> new Value.Numeric(BigDecimal.valueOf(from.unpackDouble()));
      case STRING -> {
        String text = text(from);
        yield type == Type.Scalar.NUMBER
            ? new Value.Numeric(new BigDecimal(text))
            : new Value.Text(text);
      }
      case BINARY -> throw new IOException("binary data where a value should be");
      case ARRAY -> {
        int size = from.unpackArrayHeader();
        List<Value> items = new ArrayList<>(size);
        Type element = type.elements();
        for (int i = 0; i < size; i++) {
          items.add(read(element, from));
        }
        yield type instanceof Type.SetOf ? new Value.Members(items) : new Value.Sequence(items);
      }
      case MAP -> {
        int size = from.unpackMapHeader();
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
          String name = text(from);
          values.put(name, read(type.member(name), from));
        }
        yield new Value.Fields(values);
      }
    };
  }

  /** The library's own way sets up a decoder for each text, which shows with thousands of them. */
  private static String text(MessageUnpacker from) throws IOException {
    return new String(from.readPayload(from.unpackRawStringHeader()), StandardCharsets.UTF_8);
  }

  private static void text(String text, MessageBufferPacker to) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.packRawStringHeader(bytes.length);
    to.addPayload(bytes);
  }

  private static Value unknown(MessageUnpacker from) throws IOException {
    ExtensionTypeHeader header = from.unpackExtensionTypeHeader();
    byte[] payload = from.readPayload(header.getLength());
    if (header.getType() != REFINED_UNKNOWN) {
      return Values.UNKNOWN;
    }
    List<Byte> refinement = new ArrayList<>(payload.length);
    for (byte each : payload) {
      refinement.add(each);
    }
    return new Value.Unknown(refinement);
  }

  private static void write(Value value, MessageBufferPacker to) throws IOException {
    if (value instanceof Value.Null) {
      to.packNil();
    } else if (value instanceof Value.Bool bool) {
      to.packBoolean(bool.value());
    } else if (value instanceof Value.Text text) {
      text(text.value(), to);
    } else if (value instanceof Value.Numeric number) {
      number(number.value(), to);
    } else if (value instanceof Value.Fields fields) {
      to.packMapHeader(fields.values().size());
      for (Map.Entry<String, Value> each : fields.values().entrySet()) {
        text(each.getKey(), to);
        write(each.getValue(), to);
      }
    } else if (value instanceof Value.Unknown unknown) {
      unknown(unknown.refinement(), to);
    } else {
      to.packArrayHeader(value.items().size());
      for (Value each : value.items()) {
        write(each, to);
      }
    }
  }

  private static void unknown(List<Byte> refinement, MessageBufferPacker to) throws IOException {
    if (refinement.isEmpty()) {
      to.packExtensionTypeHeader(PLAIN_UNKNOWN, 1);
      to.addPayload(new byte[1]);
      return;
    }
    byte[] payload = new byte[refinement.size()];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = refinement.get(i);
    }
    to.packExtensionTypeHeader(REFINED_UNKNOWN, payload.length);
    to.addPayload(payload);
  }

  /** As Terraform does it: an integer if it is one, a float if that is exact, else decimal text. */
  private static void number(BigDecimal value, MessageBufferPacker to) throws IOException {
    if (value.scale() <= 0 && value.precision() - value.scale() <= DIGITS_OF_64_BITS) {
      BigInteger integer = value.toBigIntegerExact();
      if (integer.bitLength() < Long.SIZE) {
        to.packLong(integer.longValueExact());
        return;
      }
      if (integer.bitLength() == Long.SIZE && integer.signum() > 0) {
        to.packBigInteger(integer);
        return;
      }
    }
    double nearest = value.doubleValue();
    boolean exact =
        !Double.isInfinite(nearest)
            && value.abs().compareTo(EXACT_DOUBLES) < 0
            && new BigDecimal(nearest).compareTo(value) == 0;
    if (exact) {
      to.packDouble(nearest);
    } else {
      text(value.toPlainString(), to);
    }
  }
}
