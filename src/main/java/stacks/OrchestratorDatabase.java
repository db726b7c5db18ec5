package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.google.sql_database.SqlDatabase;
import com.hashicorp.cdktf.providers.google.sql_database_instance.SqlDatabaseInstance;
import com.hashicorp.cdktf.providers.google.sql_database_instance.SqlDatabaseInstanceSettings;
import com.hashicorp.cdktf.providers.google.sql_database_instance.SqlDatabaseInstanceSettingsBackupConfiguration;
import com.hashicorp.cdktf.providers.google.sql_database_instance.SqlDatabaseInstanceSettingsBackupConfigurationBackupRetentionSettings;
import com.hashicorp.cdktf.providers.google.sql_database_instance.SqlDatabaseInstanceSettingsDatabaseFlags;
import com.hashicorp.cdktf.providers.google.sql_database_instance.SqlDatabaseInstanceSettingsInsightsConfig;
import com.hashicorp.cdktf.providers.google.sql_database_instance.SqlDatabaseInstanceSettingsIpConfiguration;
import com.hashicorp.cdktf.providers.google.sql_database_instance.SqlDatabaseInstanceSettingsLocationPreference;
import com.hashicorp.cdktf.providers.google.sql_user.SqlUser;
import java.util.List;
import java.util.Optional;
import stacks.orchestrator.DatabaseAddress;
import stacks.orchestrator.Specification;
import stacks.parts.StackScope;
import tollgate.config.Database;
import tollgate.config.Orchestrator;

/**
 * The orchestrator's PostgreSQL on Cloud SQL. As a rule it has a public address and no network is
 * let in by it: with connectors required the only way is Google's own, for who has the role. That
 * spares a private network with its peering, which blocks tearing down. Where a peering is given it
 * has a private address only, open to that network and encrypted. Costs at least $27.25 a month,
 * for a db-g1-small with 10 GB in us-central1. Opens nothing else. Source:
 * cloud.google.com/sql/docs/postgres/connect-run.
 *
 * @param instance the instance
 * @param ready what must exist before the orchestrator can log in
 */
record OrchestratorDatabase(
    SqlDatabaseInstance instance, SqlUser user, List<ITerraformDependable> ready) {

  private static final int BACKUPS = 7;
  private static final int LOG_DAYS = 7;

  OrchestratorDatabase {
    ready = List.copyOf(ready);
  }

  /**
   * Makes it.
   *
   * @param peering the network it has an address in; empty leaves it to the connector
   */
  static OrchestratorDatabase make(
      StackScope scope,
      Orchestrator wish,
      Specification specification,
      Optional<OrchestratorNetwork.Peering> peering) {
    String name = specification.name();
    boolean protect = scope.protection().on();
    SqlDatabaseInstance.Builder builder =
        SqlDatabaseInstance.Builder.create(scope.construct(), "sql")
            .name(name)
            .region(scope.settings().region().value())
            .databaseVersion(wish.database().version().name())
            .deletionProtection(protect)
            .settings(settings(scope, wish.database(), specification.connections(), peering));
    peering.ifPresent(network -> builder.dependsOn(List.of(network.connection())));
    SqlDatabaseInstance instance = scope.named(builder.build(), name);
    scope.markHoldsData();
    SqlUser user =
        SqlUser.Builder.create(scope.construct(), "sql-user")
            .name(name)
            .instance(instance.getName())
            .passwordWo(DatabaseAddress.PASSWORD)
            .passwordWoVersion(wish.secretsVersion())
            .build();
    // The user owns what is in the database, so it can only go after it: made before it.
    SqlDatabase database =
        SqlDatabase.Builder.create(scope.construct(), "sql-database")
            .name(name)
            .instance(instance.getName())
            .deletionPolicy(scope.protection().deletionPolicy())
            .dependsOn(List.of(user))
            .build();
    return new OrchestratorDatabase(
        instance, user, List.of(scope.named(user, name), scope.named(database, name)));
  }

  private static SqlDatabaseInstanceSettings settings(
      StackScope scope,
      Database wish,
      int connections,
      Optional<OrchestratorNetwork.Peering> peering) {
    SqlDatabaseInstanceSettingsIpConfiguration.Builder addresses =
        SqlDatabaseInstanceSettingsIpConfiguration.builder()
            .ipv4Enabled(peering.isEmpty())
            .sslMode("ENCRYPTED_ONLY");
    peering.ifPresent(network -> addresses.privateNetwork(network.network()));
    return SqlDatabaseInstanceSettings.builder()
        .tier(wish.tier().value())
        // Left out, PostgreSQL 16 gets the edition that costs several times as much.
        .edition("ENTERPRISE")
        .availabilityType(wish.availability().name())
        .activationPolicy("ALWAYS")
        .locationPreference(
            SqlDatabaseInstanceSettingsLocationPreference.builder()
                .zone(scope.settings().zone().value())
                .build())
        .diskType("PD_SSD")
        .diskSize(wish.storageGb())
        .diskAutoresize(true)
        // A disk never shrinks, and left out there is no limit.
        .diskAutoresizeLimit(wish.maxStorageGb())
        .deletionProtectionEnabled(scope.protection().on())
        .connectorEnforcement(peering.isEmpty() ? "REQUIRED" : "NOT_REQUIRED")
        .ipConfiguration(addresses.build())
        .backupConfiguration(backups(scope.settings().protect()))
        .databaseFlags(
            List.of(
                SqlDatabaseInstanceSettingsDatabaseFlags.builder()
                    .name("max_connections")
                    .value(Integer.toString(connections))
                    .build()))
        .insightsConfig(
            SqlDatabaseInstanceSettingsInsightsConfig.builder().queryInsightsEnabled(true).build())
        // The provider does not add its default labels to databases.
        .userLabels(scope.labels())
        .build();
  }

  private static SqlDatabaseInstanceSettingsBackupConfiguration backups(boolean pointInTime) {
    SqlDatabaseInstanceSettingsBackupConfiguration.Builder backups =
        SqlDatabaseInstanceSettingsBackupConfiguration.builder()
            .enabled(true)
            .startTime("03:00")
            .pointInTimeRecoveryEnabled(pointInTime)
            .backupRetentionSettings(
                SqlDatabaseInstanceSettingsBackupConfigurationBackupRetentionSettings.builder()
                    .retainedBackups(BACKUPS)
                    .build());
    if (pointInTime) {
      backups.transactionLogRetentionDays(LOG_DAYS);
    }
    return backups.build();
  }
}
