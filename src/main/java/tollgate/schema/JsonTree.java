package tollgate.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Reads JSON into jackson's tree without an ObjectMapper, whose set-up alone costs more than
 * reading a few resource types.
 */
public final class JsonTree {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  /**
   * The one JSON value in {@code json}.
   *
   * @throws IOException when it is not JSON
   */
  public static JsonNode read(byte[] json) throws IOException {
    return read(json, 0, json.length);
  }

  /**
   * The one JSON value in that range of bytes.
   *
   * @throws IOException when it is not JSON
   */
  public static JsonNode read(byte[] json, int from, int length) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json, from, length)) {
      if (parser.nextToken() == null) {
        throw new IOException("the JSON text is empty");
      }
      return value(parser);
    }
  }

  /** The value as one line of JSON. */
  public static byte[] write(JsonNode json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator to = FACTORY.createGenerator(out)) {
      write(json, to);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void write(JsonNode json, JsonGenerator to) throws IOException {
    switch (json.getNodeType()) {
      case OBJECT -> {
        to.writeStartObject();
        for (Map.Entry<String, JsonNode> each : json.properties()) {
          to.writeFieldName(each.getKey());
          write(each.getValue(), to);
        }
        to.writeEndObject();
      }
      case ARRAY -> {
        to.writeStartArray();
        for (JsonNode each : json) {
          write(each, to);
        }
        to.writeEndArray();
      }
      case STRING -> to.writeString(json.textValue());
      case NUMBER -> {
        if (json.isIntegralNumber()) {
          to.writeNumber(json.bigIntegerValue());
        } else {
          to.writeNumber(json.decimalValue());
        }
      }
      case BOOLEAN -> to.writeBoolean(json.booleanValue());
      default -> to.writeNull();
    }
  }

  private static JsonNode value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? NODES.numberNode(parser.getBigIntegerValue())
              : NODES.numberNode(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new IOException("unexpected " + parser.currentToken() + " in JSON");
    };
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.set(name, value(parser));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }
}
