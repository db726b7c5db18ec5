package tollgate.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Writes the JSON Schema for editors from the descriptions of the fields. */
final class SettingsSchema {
  private SettingsSchema() {}

  /** The schema, in the draft that YAML editors know best, its keys in one order for ever. */
  static String json() throws JsonProcessingException {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "tollgate.yaml");
    schema.putAll(Settings.shape(Environments.DEFAULT).schema(false));
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    return new ObjectMapper()
            .writer(
                new DefaultPrettyPrinter()
                    .withObjectIndenter(indent)
                    .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance))
            .writeValueAsString(sorted(schema, true))
        + "\n";
  }

  /** Small maps of unknown order are sorted; the fields of a section keep the order of the page. */
  private static Object sorted(Object value, boolean keep) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = keep ? new LinkedHashMap<>() : new TreeMap<>();
      map.forEach((key, each) -> copy.put((String) key, sorted(each, "properties".equals(key))));
      return copy;
    }
    return value;
  }
}
