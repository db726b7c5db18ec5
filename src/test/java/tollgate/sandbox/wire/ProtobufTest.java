package tollgate.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tollgate.sandbox.value.MsgPack;
import tollgate.schema.Schema;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

class ProtobufTest {
  @Property(tries = 200)
  void fieldsComeBackAsTheyWent(@ForAll long number, @ForAll String text, @ForAll byte[] bytes) {
    byte[] message =
        new ProtoWriter().chosenNumber(3, number).text(1, text).bytes(200, bytes).toBytes();
    ProtoReader reader = new ProtoReader(message);
    reader.next();
    assertThat(reader.field()).isEqualTo(3);
    assertThat(reader.number()).isEqualTo(number);
    if (!text.isEmpty()) {
      reader.next();
      assertThat(new String(reader.bytes(), StandardCharsets.UTF_8))
          .isEqualTo(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
    reader.next();
    assertThat(reader.field()).isEqualTo(200);
    assertThat(reader.bytes()).isEqualTo(bytes);
    assertThat(reader.next()).isFalse();
  }

  @Test
  void fieldsNobodyAskedForAreSkipped() {
    byte[] message = {
      0x0d,
      1,
      2,
      3,
      4, // field 1, four bytes
      0x11,
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8, // field 2, eight bytes
      0x18,
      (byte) 0x96,
      1, // field 3, varint
      0x22,
      1,
      'x' // field 4, text
    };
    ProtoReader reader = new ProtoReader(message);
    for (int field = 1; field < 4; field++) {
      assertThat(reader.next()).isTrue();
      reader.skip();
    }
    assertThat(reader.next()).isTrue();
    assertThat(new String(reader.bytes(), StandardCharsets.UTF_8)).isEqualTo("x");
  }

  @Test
  void aMessageCutShortIsRefused() {
    ProtoReader tooLong = new ProtoReader(new byte[] {0x0a, 5, 'a'});
    tooLong.next();
    assertThatIllegalArgumentException().isThrownBy(tooLong::bytes);
    ProtoReader endless =
        new ProtoReader(new byte[] {0x08, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1});
    endless.next();
    assertThatIllegalArgumentException().isThrownBy(endless::number);
  }

  @Test
  void zeroIsLeftOutButAFirstPositionInAListIsNot() {
    assertThat(new ProtoWriter().number(1, 0).flag(2, false).text(3, "").toBytes()).isEmpty();
    assertThat(Messages.path(Path.ROOT.name("a").index(0)).toBytes())
        .containsExactly(0x0a, 3, 0x0a, 1, 'a', 0x0a, 2, 0x18, 0);
  }

  @Test
  void theSchemaMessageHoldsOnlyTheTypesAskedFor() {
    Schema schema = Schema.google();
    byte[] one =
        SchemaMessage.encode(
            schema, List.of("google_pubsub_topic"), List.of("google_project"), false);
    byte[] all =
        SchemaMessage.encode(schema, schema.resourceTypes(), schema.dataSourceTypes(), false);
    assertThat(one.length).isLessThan(20_000);
    assertThat(all.length).isGreaterThan(1_000_000);
    ProtoReader reader = new ProtoReader(one);
    Map<Integer, Integer> fields = new TreeMap<>();
    while (reader.next()) {
      fields.merge(reader.field(), 1, Integer::sum);
      reader.skip();
    }
    assertThat(fields).isEqualTo(Map.of(1, 1, 2, 1, 3, 1, 6, 1));
    assertThat(Set.copyOf(schema.resourceTypes())).contains("google_pubsub_topic");
  }

  @Test
  void aValueTravelsAsMsgpackInADynamicValue() {
    Value value = Value.text("x");
    assertThat(Messages.msgpack(Messages.dynamic(value).toBytes()))
        .isEqualTo(MsgPack.encode(value));
  }
}
