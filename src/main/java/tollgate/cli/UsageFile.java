package tollgate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tollgate.config.read.Shown;
import tollgate.cost.Usage;
import tollgate.workflow.StopException;

/** Declared usage: amounts by key, by resource address or type. */
final class UsageFile {

  private UsageFile() {}

  static Usage read(Path file) {
    JsonNode document;
    try {
      document = new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw wrong(file, "is no JSON");
    } catch (IOException e) {
      throw wrong(file, "cannot be read");
    }
    if (!document.isObject()) {
      throw wrong(file, "is no object of resources");
    }
    Map<String, Map<String, BigDecimal>> declared = new HashMap<>();
    document
        .properties()
        .forEach(
            resource -> {
              if (!resource.getValue().isObject()) {
                throw wrong(file, "has no amounts for " + Shown.quoted(resource.getKey()));
              }
              declared.put(
                  resource.getKey(), amounts(file, resource.getKey(), resource.getValue()));
            });
    return new Usage(declared);
  }

  private static Map<String, BigDecimal> amounts(Path file, String resource, JsonNode node) {
    Map<String, BigDecimal> amounts = new HashMap<>();
    node.properties()
        .forEach(
            amount -> {
              JsonNode value = amount.getValue();
              if (!value.isNumber() || value.decimalValue().signum() < 0) {
                throw wrong(
                    file,
                    "has no amount of at least 0 for %s of %s"
                        .formatted(Shown.quoted(amount.getKey()), Shown.quoted(resource)));
              }
              amounts.put(amount.getKey(), value.decimalValue());
            });
    return amounts;
  }

  private static StopException wrong(Path file, String what) {
    return new StopException(
        StopException.Reason.USAGE,
        "The usage file %s %s. Write {\"google_storage_bucket.lake\": {\"storage_gb\": 50}}."
            .formatted(Shown.bare(String.valueOf(file.getFileName())), what));
  }
}
