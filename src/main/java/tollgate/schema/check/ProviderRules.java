package tollgate.schema.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

/** What the provider refuses in its own block. */
public final class ProviderRules {
  private ProviderRules() {}

  /** Mistakes that can be seen in the text alone. */
  public static List<Problem> validate(Value block) {
    List<Problem> problems = new ArrayList<>();
    String credentials = block.at("credentials").textOrEmpty().strip();
    Optional<String> notJson = GoJson.mistake(credentials);
    if (credentials.startsWith("{") && notJson.isPresent()) {
      String mistake = notJson.get();
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
}
