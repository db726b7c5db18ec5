package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.config.ProjectId;
import tollgate.config.read.Shown;

/** What a revision of Cloud Run that did not start wrote last (Cloud Logging, entries.list). */
public final class RevisionLog {
  private static final int LINES = 10;
  private static final int LONGEST = 240;

  /** Older lines are of another attempt. */
  private static final Duration LOOK_BACK = Duration.ofHours(1);

  /** Lines come into Cloud Logging some seconds after they were written. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  /** Google's words, with or without the name in them, and the address of the log behind them. */
  private static final Pattern REVISION =
      Pattern.compile(
          "Revision '([a-z][a-z0-9-]{1,80})' is not ready|/revision_name/([a-z][a-z0-9-]{1,80})&");

  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T([0-9]{2}:[0-9]{2}:[0-9]{2})\\S*");

  /** What must not be repeated: a log may hold what a program was given. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?<=://)[^\\s/@]{1,200}(?=@)"
              + "|\\b(?:ya29\\.|eyJ)[\\w.-]{10,}"
              + "|(?i)(?<=bearer\\s)\\S+"
              + "|(?i)(?<=(?:password|passwd|pwd|secret|token|api_key|apikey|private_key)[\"']?\\s{0,2}[=:]\\s{0,2}[\"']?)[^\\s\"',;&]+"
              + "|\\b[A-Za-z0-9]{32,}\\b");

  private RevisionLog() {}

  /** The revision that an error of terraform is about. */
  public static Optional<String> revision(String error) {
    Matcher named = REVISION.matcher(error);
    return named.find()
        ? Optional.of(named.group(1) == null ? named.group(2) : named.group(1))
        : Optional.empty();
  }

  /**
   * Its last lines, the oldest first; fit for a terminal, and without what looks like a secret.
   *
   * @param sleeper waits once when nothing has arrived yet
   * @throws GoogleException when the log cannot be read
   */
  public static List<String> last(
      GoogleClient client,
      ProjectId project,
      String revision,
      Clock clock,
      GoogleClient.Sleeper sleeper)
      throws GoogleException {
    Instant since = clock.instant().minus(LOOK_BACK).truncatedTo(ChronoUnit.SECONDS);
    ObjectNode question = GoogleClient.JSON.createObjectNode();
    question.putArray("resourceNames").add("projects/" + project);
    question.put(
        "filter",
        ("resource.type=\"cloud_run_revision\" resource.labels.revision_name=\"%s\" timestamp>=\"%s\""
                + " (log_id(\"run.googleapis.com/stdout\") OR log_id(\"run.googleapis.com/stderr\")"
                + " OR log_id(\"run.googleapis.com/varlog/system\"))")
            .formatted(revision, since));
    question.put("orderBy", "timestamp desc");
    question.put("pageSize", LINES);
    List<String> lines = lines(client.ask(Api.LOGGING, "/v2/entries:list", question));
    if (lines.isEmpty()) {
      try {
        sleeper.sleep(SETTLING);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return lines;
      }
      lines = lines(client.ask(Api.LOGGING, "/v2/entries:list", question));
    }
    return lines;
  }

  private static List<String> lines(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    for (JsonNode entry : answer.path("entries")) {
      String text = text(entry).strip();
      if (!text.isEmpty() && lines.size() < LINES) {
        lines.add("%s%s".formatted(time(entry), shown(text)));
      }
    }
    Collections.reverse(lines);
    return List.copyOf(lines);
  }

  private static String text(JsonNode entry) {
    String text = entry.path("textPayload").asText("");
    if (!text.isEmpty()) {
      return text;
    }
    JsonNode json = entry.path("jsonPayload");
    String message = json.path("message").asText("");
    return message.isEmpty() && json.isObject() ? json.toString() : message;
  }

  private static String time(JsonNode entry) {
    Matcher time = TIME.matcher(entry.path("timestamp").asText(""));
    return time.matches() ? time.group(1) + " " : "";
  }

  private static String shown(String text) {
    // Masked before it is cut, or half a secret would stay.
    String start = text.length() > 20 * LONGEST ? text.substring(0, 20 * LONGEST) : text;
    String masked = SECRET.matcher(start).replaceAll("(secret)");
    return Shown.whole(masked.length() > LONGEST ? masked.substring(0, LONGEST) + "…" : masked);
  }
}
