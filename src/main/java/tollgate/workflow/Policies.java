package tollgate.workflow;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tollgate.config.Orchestrator;
import tollgate.config.Settings;
import tollgate.config.SettingsLoader;
import tollgate.cost.Basis;
import tollgate.guard.Gate;
import tollgate.guard.Policy;
import tollgate.guard.Waiver;

/** The gate's policy, as the settings have it. */
public final class Policies {

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
        settings.orchestrator().map(Policies::declared).stream().toList(),
        levels,
        settings.waivers().stream().map(Policies::waiver).toList());
  }

  /** The one service that an orchestrator section declares to run day and night. */
  private static String declared(Orchestrator orchestrator) {
    return "google_cloud_run_v2_service." + orchestrator.kind().name().toLowerCase(Locale.ROOT);
  }

  /** What of the settings the gate cannot follow: rules that do not exist or cannot be waived. */
  public static List<SettingsLoader.Objection> objections(Settings settings, LocalDate today) {
    return Gate.problems(of(settings), today).stream()
        .map(
            problem ->
                new SettingsLoader.Objection(
                    problem.place().replaceFirst("^levels\\.", "policy.severities."),
                    problem.message()))
        .toList();
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
