package tollgate.workflow;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tollgate.config.Settings;
import tollgate.cost.Basis;
import tollgate.guard.Gate;
import tollgate.guard.Policy;
import tollgate.guard.Waiver;

/** The gate's policy, as the settings have it. */
public final class Policies {

  /** What an orchestrator section declares to run day and night. */
  private static final List<String> ORCHESTRATOR = List.of("google_cloud_run_v2_service.*");

  private Policies() {}

  public static Policy of(Settings settings) {
    Map<String, Policy.Level> levels = new HashMap<>();
    settings
        .policy()
        .severities()
        .forEach(
            (rule, severity) ->
                levels.put(
                    rule,
                    switch (severity) {
                      case DENY -> Policy.Level.DENY;
                      case WARN -> Policy.Level.WARN;
                    }));
    return new Policy(
        Optional.of(new Policy.Budget(settings.budget().monthly().amount(), Basis.FLOOR)),
        Optional.empty(),
        settings.orchestrator().isPresent() ? ORCHESTRATOR : List.of(),
        levels,
        settings.waivers().stream().map(Policies::waiver).toList());
  }

  /**
   * Looks whether the gate can follow the settings.
   *
   * @param file what a sentence calls the settings
   * @throws StopException when they name a rule that does not exist, or waive what cannot be waived
   */
  public static void check(Settings settings, String file, LocalDate today) {
    List<String> problems = Gate.problems(of(settings), today);
    if (!problems.isEmpty()) {
      throw new StopException(
          StopException.Reason.USAGE,
          problems.stream().map(each -> file + ": " + each).collect(Collectors.joining("\n")));
    }
  }

  private static Waiver waiver(tollgate.config.Waiver waiver) {
    return new Waiver(
        waiver.rule().value(),
        waiver.address(),
        waiver.reason(),
        waiver.owner().value(),
        waiver.expires());
  }
}
