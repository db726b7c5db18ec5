package tollgate.workflow;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import stacks.Platform;
import tollgate.config.Budget;
import tollgate.config.Money;
import tollgate.config.Orchestrator;
import tollgate.config.Settings;
import tollgate.config.SettingsLoader;
import tollgate.config.read.Shown;
import tollgate.cost.Basis;
import tollgate.guard.Gate;
import tollgate.guard.Policy;
import tollgate.guard.Waiver;
import tollgate.text.Nearest;

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
    Budget budget = settings.budget();
    Basis basis =
        switch (budget.counts()) {
          case FLOOR -> Basis.FLOOR;
          case CEILING -> Basis.CEILING;
        };
    Map<String, BigDecimal> stacks = new HashMap<>();
    budget.stacks().forEach((stack, amount) -> stacks.put(stack, amount.amount()));
    tollgate.config.Policy policy = settings.policy();
    return new Policy(
        Optional.of(new Policy.Budget(budget.monthly().amount(), basis)),
        new Policy.Limits(
            basis,
            budget.increase().map(Money::amount),
            budget.increasePercent().map(BigDecimal::valueOf),
            stacks),
        new Policy.Allowed(
            policy.locations(), policy.machineFamilies(), policy.images(), policy.domains()),
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
    return Stream.concat(
            Gate.problems(of(settings), today).stream()
                .map(
                    problem ->
                        new SettingsLoader.Objection(
                            problem.place().replaceFirst("^levels\\.", "policy.severities."),
                            problem.message())),
            settings.budget().stacks().keySet().stream()
                .filter(stack -> !Platform.NAMES.contains(stack))
                .sorted()
                .map(
                    stack ->
                        new SettingsLoader.Objection(
                            "budget.stacks." + stack,
                            "there is no stack %s. %s"
                                .formatted(
                                    Shown.bare(stack), Nearest.hint(stack, Platform.NAMES)))))
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
