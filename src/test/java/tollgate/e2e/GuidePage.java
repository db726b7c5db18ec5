package tollgate.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that tells what to put into which files and what to run. */
final class GuidePage {
  /** A path on a line of its own, then any number of blocks for that file; or a command. */
  private static final Pattern PARTS =
      Pattern.compile(
          "^\\*\\*`(?<path>[^`\\n]+)`\\*\\*(?<how>[^\\n]*)$"
              + "|^```(?<language>\\w+)\\n(?<body>.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);

  /** What the reader does next. */
  sealed interface Step {}

  record Create(String path, String text) implements Step {}

  record Append(String path, String text) implements Step {}

  /** Lines that must be there once, and what they become. */
  record Edit(String path, String before, String after) implements Step {}

  record Run(String command) implements Step {}

  /** Lines that the last command printed, in any order. */
  record Shown(List<String> lines) implements Step {}

  private GuidePage() {}

  static List<Step> steps(Path page) throws IOException {
    List<Step> steps = new ArrayList<>();
    String path = "";
    String how = "";
    Matcher part = PARTS.matcher(Files.readString(page));
    while (part.find()) {
      String body = part.group("body");
      if (part.group("path") != null) {
        path = part.group("path");
        how = part.group("how");
      } else if (part.group("language").equals("sh")) {
        steps.add(new Run(body));
        how = "";
      } else if (part.group("language").equals("diff")) {
        steps.add(edit(path, body));
      } else if (how.startsWith(", new")) {
        steps.add(new Create(path, body));
      } else if (how.startsWith(", at the end")) {
        steps.add(new Append(path, body));
      } else {
        steps.add(
            new Shown(body.lines().map(String::strip).filter(line -> !line.equals("…")).toList()));
      }
    }
    return steps;
  }

  private static Edit edit(String path, String body) {
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    for (String line : body.lines().toList()) {
      after.append(line.substring(1)).append('\n');
      if (!line.startsWith("+")) {
        before.append(line.substring(1)).append('\n');
      }
    }
    return new Edit(path, before.toString(), after.toString());
  }
}
