package tollgate.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An error or a warning of terraform. All texts are as terraform wrote them, so hostile: escape
 * them before showing.
 *
 * @param address the resource it is about
 * @param file the file it points to
 * @param line in that file, from 1; 0 without a file
 */
public record Diagnostic(
    Severity severity,
    String summary,
    String detail,
    Optional<String> address,
    Optional<String> file,
    int line) {

  public enum Severity {
    ERROR,
    WARNING
  }

  static Diagnostic error(String summary, String detail) {
    return new Diagnostic(Severity.ERROR, summary, detail, Optional.empty(), Optional.empty(), 0);
  }

  static Diagnostic of(JsonNode node) {
    return new Diagnostic(
        node.path("severity").asText().equals("warning") ? Severity.WARNING : Severity.ERROR,
        node.path("summary").asText(),
        node.path("detail").asText(),
        text(node.path("address")),
        text(node.path("range").path("filename")),
        node.path("range").path("start").path("line").asInt());
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asText()).filter(text -> !text.isEmpty());
  }

  /** In one line: {@code summary: detail (google_x.y, cdk.tf.json:12)}. */
  public String sentence() {
    StringBuilder text = new StringBuilder(oneLine(summary));
    if (!detail.isBlank()) {
      text.append(": ").append(oneLine(detail));
    }
    String place =
        file.map(name -> line > 0 ? name + ":" + line : name)
            .map(at -> address.map(a -> a + ", " + at).orElse(at))
            .or(() -> address)
            .orElse("");
    return place.isEmpty() ? text.toString() : text + " (" + place + ")";
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
