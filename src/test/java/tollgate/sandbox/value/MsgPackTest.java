package tollgate.sandbox.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import tollgate.schema.value.Path;
import tollgate.schema.value.Type;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

class MsgPackTest {
  @Property(tries = 300)
  void everyValueComesBackAsItWent(@ForAll("values") Value value) {
    assertThat(MsgPack.decode(Type.Scalar.DYNAMIC, MsgPack.encode(value))).isEqualTo(value);
  }

  @Provide
  Arbitrary<Value> values() {
    Arbitrary<Value> leaves =
        Arbitraries.oneOf(
            Arbitraries.just(Values.NULL),
            Arbitraries.just(Values.UNKNOWN),
            Arbitraries.of(true, false).map(Value::bool),
            Arbitraries.longs().map(Value::number),
            Arbitraries.strings().ofMaxLength(20).map(Value::text));
    Arbitrary<Value> lists = leaves.list().ofMaxSize(4).map(Value::list);
    return Arbitraries.oneOf(
        leaves,
        lists,
        Arbitraries.maps(Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8), lists)
            .ofMaxSize(4)
            .map(Value.Fields::new));
  }

  @Test
  void aRefinedUnknownIsHandedBackUnchanged() throws IOException {
    byte[] refined = {(byte) 0xc7, 3, 12, (byte) 0x81, 1, (byte) 0xc2};
    Value value = MsgPack.decode(Type.Scalar.STRING, refined);
    assertThat(value.isUnknown()).isTrue();
    assertThat(MsgPack.encode(value)).isEqualTo(refined);
  }

  @Test
  void anUnknownIsTheExtensionThatTerraformSends() {
    assertThat(MsgPack.encode(Values.UNKNOWN)).containsExactly(0xd4, 0, 0);
  }

  @Test
  void anExtensionOfAnyOtherTypeCountsAsUnknown() throws IOException {
    assertThat(MsgPack.decode(Type.Scalar.STRING, new byte[] {(byte) 0xd4, 77, 5}).isUnknown())
        .isTrue();
  }

  @Test
  void numbersAreIntegersThenFloatsThenText() throws IOException {
    assertThat(MsgPack.encode(Value.number(5))).containsExactly(5);
    assertThat(MsgPack.encode(new Value.Numeric(new BigDecimal("0.5")))[0]).isEqualTo((byte) 0xcb);
    byte[] long0 = MsgPack.encode(new Value.Numeric(new BigDecimal("0.1")));
    assertThat(MsgPack.decode(Type.Scalar.NUMBER, long0))
        .isEqualTo(new Value.Numeric(new BigDecimal("0.1")));
    Value huge = new Value.Numeric(new BigDecimal("123456789012345678901234567890"));
    assertThat(MsgPack.decode(Type.Scalar.NUMBER, MsgPack.encode(huge))).isEqualTo(huge);
  }

  @Test
  void setsCompareWithoutOrderAndListsWithIt() throws IOException {
    byte[] ab = array("a", "b");
    byte[] ba = array("b", "a");
    Type set = new Type.SetOf(Type.Scalar.STRING);
    Type list = new Type.ListOf(Type.Scalar.STRING);
    assertThat(MsgPack.decode(set, ab)).isEqualTo(MsgPack.decode(set, ba));
    assertThat(MsgPack.decode(list, ab)).isNotEqualTo(MsgPack.decode(list, ba));
  }

  @Test
  void equalNumbersAreEqualHoweverTheyAreWritten() {
    assertThat(new Value.Numeric(new BigDecimal("1.0")))
        .isEqualTo(new Value.Numeric(new BigDecimal("1.00")))
        .isEqualTo(Value.number(1));
    assertThat(new Value.Numeric(new BigDecimal("0.000"))).isEqualTo(Value.number(0));
  }

  @Test
  void pathsReadAndReplaceInsideBlocks() {
    Map<String, Value> inner = new LinkedHashMap<>(Map.of("tier", Value.text("small")));
    Value root = new Value.Fields(Map.of("settings", Value.list(List.of(new Value.Fields(inner)))));
    Path tier = Path.of("settings.0.tier");
    assertThat(tier.in(root)).isEqualTo(Value.text("small"));
    assertThat(tier.in(tier.put(root, Value.text("big")))).isEqualTo(Value.text("big"));
    assertThat(Path.of("settings.1.tier").put(root, Value.text("big"))).isEqualTo(root);
    assertThat(tier.names()).isEqualTo("settings.tier");
    assertThat(tier.dotted()).isEqualTo("settings.0.tier");
  }

  private static byte[] array(String... items) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packArrayHeader(items.length);
      for (String each : items) {
        packer.packString(each);
      }
      out.writeBytes(packer.toByteArray());
    }
    return out.toByteArray();
  }
}
