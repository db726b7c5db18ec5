package tollgate.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import tollgate.cost.CostChange;
import tollgate.guard.Judgement;
import tollgate.guard.Rule;

/**
 * Everything as JSON documents, schemaVersion 1, whose schemas are in docs/schema. Only ASCII is
 * written, so that a document is also harmless on a terminal.
 */
public final class JsonReport {
  static final int SCHEMA_VERSION = 1;
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final JsonMapper WRITER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private JsonReport() {}

  /** The document of {@code plan --format json}. */
  public static String plan(PlanReport report) {
    return write(PlanDocument.of(report));
  }

  /** The document of {@code cost --format json}. */
  public static String cost(CostChange cost) {
    return write(CostDocument.of(cost));
  }

  /** The document of {@code cost --format infracost}, in Infracost's breakdown shape. */
  public static String infracost(CostChange cost, Instant now) {
    return write(InfracostDocument.of(cost, now));
  }

  /** The rows of {@code cost --format csv}. */
  public static String csv(CostChange cost) {
    return CostCsv.of(cost);
  }

  /** The document of {@code guard --format json}. */
  public static String guard(Judgement judgement) {
    return write(GuardDocument.of(judgement));
  }

  /** The document of {@code rules --format json}. */
  public static String rules(List<Rule> rules) {
    return write(GuardDocument.rules(rules));
  }

  /** An empty document with the version of its schema. */
  public static ObjectNode document() {
    return JSON.objectNode().put("schemaVersion", SCHEMA_VERSION);
  }

  /** A document as text, indented and in ASCII. */
  public static String write(JsonNode document) {
    try {
      return WRITER.writeValueAsString(document).replace("\u007f", "\\u007f") + "\n";
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
