package tollgate.schema.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tollgate.schema.JsonTree;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

/** What the provider refuses in its own block. */
public final class ProviderRules {
  private ProviderRules() {}

  /** Mistakes that can be seen in the text alone. */
  public static List<Problem> validate(Value block) {
    List<Problem> problems = new ArrayList<>();
    String credentials = block.at("credentials").textOrEmpty().strip();
    if (credentials.startsWith("{") && !isJson(credentials)) {
      String mistake = GoJson.mistake(credentials);
      problems.add(
          Problem.error(
              "JSON credentials are not valid: " + mistake, Path.ROOT.name("credentials")));
      problems.add(Problem.error("JSON credentials are not valid", mistake, Path.ROOT));
    }
    String timeout = block.at("request_timeout").textOrEmpty();
    if (!timeout.isEmpty() && !ArgumentRules.GO_DURATION.matcher(timeout).matches()) {
      problems.add(
          Problem.error(
              "expected %s to be a duration".formatted(timeout),
              "time: invalid duration " + ArgumentRules.quote(timeout),
              Path.ROOT));
    }
    return problems;
  }

  /** Mistakes that the provider notices when it starts to work. */
  public static List<Problem> configure(Value block) {
    String strategy = block.at("terraform_attribution_label_addition_strategy").textOrEmpty();
    return Set.of("", "CREATION_ONLY", "PROACTIVE").contains(strategy)
        ? List.of()
        : List.of(
            Problem.error(
                "unrecognized terraform_attribution_label_addition_strategy "
                    + ArgumentRules.quote(strategy),
                Path.ROOT));
  }

  private static boolean isJson(String text) {
    try {
      return JsonTree.read(text.getBytes(StandardCharsets.UTF_8)).isObject();
    } catch (IOException notJson) {
      return false;
    }
  }
}
