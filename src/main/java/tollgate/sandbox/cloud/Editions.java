package tollgate.sandbox.cloud;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL from 16 on is of the dear edition unless the configuration says otherwise. */
final class Editions {
  private static final Pattern POSTGRES = Pattern.compile("POSTGRES_(\\d+)");
  private static final int PLUS_SINCE = 16;

  static final Rule RULE =
      new Rule(
          "sql-edition",
          "PostgreSQL 16 and later takes small tiers only with edition = ENTERPRISE",
          "provider's page google_sql_database_instance, argument edition; hashicorp/terraform-provider-google#20498",
          (attempt, world) -> check(attempt));

  private Editions() {}

  private static Optional<Rule.Refusal> check(Attempt attempt) {
    if (!attempt.type().equals(TakenNames.DATABASE) || attempt.operation() == Operation.DELETE) {
      return Optional.empty();
    }
    String tier = attempt.text("settings.0.tier");
    boolean small =
        tier.equals("db-f1-micro") || tier.equals("db-g1-small") || tier.startsWith("db-custom-");
    if (!small || !plus(attempt)) {
      return Optional.empty();
    }
    return Rule.Refusal.of(
        attempt,
        GoogleError.of(
            attempt,
            400,
            "Invalid request: Invalid Tier (%s) for (ENTERPRISE_PLUS) Edition. Use a predefined Tier like db-perf-optimized-N-* instead. To see list of tiers visit https://cloud.google.com/sql/docs/postgres/create-instance#machine-types."
                .formatted(tier),
            "invalid"));
  }

  private static boolean plus(Attempt attempt) {
    String edition = attempt.text("settings.0.edition");
    Matcher version = POSTGRES.matcher(attempt.text("database_version"));
    boolean young = version.matches() && Integer.parseInt(version.group(1)) >= PLUS_SINCE;
    return edition.isEmpty() ? young : edition.equals("ENTERPRISE_PLUS");
  }
}
