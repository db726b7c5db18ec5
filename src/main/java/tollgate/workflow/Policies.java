package tollgate.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tollgate.config.Settings;
import tollgate.cost.Basis;
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

  private static Waiver waiver(tollgate.config.Waiver waiver) {
    return new Waiver(
        waiver.rule().value(),
        waiver.address(),
        waiver.reason(),
        waiver.owner().value(),
        waiver.expires());
  }
}
