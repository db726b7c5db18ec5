package tollgate.schema.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;

/** Values from JSON and to JSON: a state of Terraform's, an object of the store. */
public final class JsonValues {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private JsonValues() {}

  /**
   * The block's value in {@code json}: members that the schema does not know are left out, missing
   * ones are null.
   */
  public static Value.Fields read(Block block, JsonNode json) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Attribute each : block.attributes().values()) {
      values.put(each.name(), read(Type.parse(each.type()), json.path(each.name())));
    }
    for (NestedBlock each : block.blocks().values()) {
      values.put(each.name(), nested(each, json.path(each.name())));
    }
    return new Value.Fields(values);
  }

  private static Value nested(NestedBlock block, JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return Type.absent(block);
    }
    return switch (block.nesting()) {
      case SINGLE -> read(block.block(), json);
      case MAP -> {
        Map<String, Value> values = new LinkedHashMap<>();
        json.properties().forEach(e -> values.put(e.getKey(), read(block.block(), e.getValue())));
        yield new Value.Fields(values);
      }
      case LIST, SET -> {
        List<Value> items = new ArrayList<>(json.size());
        json.forEach(each -> items.add(read(block.block(), each)));
        yield block.nesting() == NestedBlock.Nesting.SET
            ? new Value.Members(items)
            : new Value.Sequence(items);
      }
    };
  }

  /** A value of that type; text and numbers are converted into one another where the type asks. */
  public static Value read(Type type, JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return Values.NULL;
    }
    if (json.isObject()) {
      Map<String, Value> values = new LinkedHashMap<>();
      if (type instanceof Type.ObjectOf object) {
        object.members().forEach((name, of) -> values.put(name, read(of, json.path(name))));
      } else {
        json.properties()
            .forEach(
                each ->
                    values.put(each.getKey(), read(type.member(each.getKey()), each.getValue())));
      }
      return new Value.Fields(values);
    }
    if (json.isArray()) {
      List<Value> items = new ArrayList<>(json.size());
      json.forEach(each -> items.add(read(type.elements(), each)));
      return type instanceof Type.SetOf ? new Value.Members(items) : new Value.Sequence(items);
    }
    return scalar(type, json);
  }

  private static Value scalar(Type type, JsonNode json) {
    if (type == Type.Scalar.STRING) {
      return new Value.Text(json.asText());
    }
    if (type == Type.Scalar.NUMBER) {
      return new Value.Numeric(
          json.isNumber() ? json.decimalValue() : new BigDecimal(json.asText()));
    }
    if (type == Type.Scalar.BOOL) {
      return Value.bool(json.asBoolean());
    }
    if (json.isNumber()) {
      return new Value.Numeric(json.decimalValue());
    }
    return json.isBoolean() ? Value.bool(json.asBoolean()) : new Value.Text(json.asText());
  }

  /** One line of JSON; a value with an unknown part is a mistake of the caller's. */
  public static byte[] write(Value value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator to = FACTORY.createGenerator(out)) {
      write(value, to);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void write(Value value, JsonGenerator to) throws IOException {
    if (value instanceof Value.Null) {
      to.writeNull();
    } else if (value instanceof Value.Bool bool) {
      to.writeBoolean(bool.value());
    } else if (value instanceof Value.Text text) {
      to.writeString(text.value());
    } else if (value instanceof Value.Numeric number) {
      to.writeNumber(number.value());
    } else if (value instanceof Value.Fields fields) {
      to.writeStartObject();
      for (Map.Entry<String, Value> each : fields.values().entrySet()) {
        to.writeFieldName(each.getKey());
        write(each.getValue(), to);
      }
      to.writeEndObject();
    } else if (value.isUnknown()) {
      throw new IllegalArgumentException("an unknown value cannot be stored");
    } else {
      to.writeStartArray();
      for (Value each : value.items()) {
        write(each, to);
      }
      to.writeEndArray();
    }
  }
}
