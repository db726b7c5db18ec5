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
import stacks.parts.StackScope;
import tollgate.config.Database;

/**
 * Mage's PostgreSQL on Cloud SQL. It has a public address and no network is let in by it: with
 * connectors required the only way is Google's own, for who has the role. That spares a private
 * network with its peering, which blocks tearing down.
 *
 * @param instance the instance
 * @param connection {@code project:region:instance}
 * @param ready what must exist before Mage can log in
 */
record MageDatabase(
    SqlDatabaseInstance instance, String connection, List<ITerraformDependable> ready) {
  static final String NAME = "mage";

  /** Mage keeps up to 50 connections open in each of its processes. */
  private static final String MAX_CONNECTIONS = "100";

  private static final int BACKUPS = 7;
  private static final int LOG_DAYS = 7;

  MageDatabase {
    ready = List.copyOf(ready);
  }

  /**
   * Makes it.
   *
   * @param password an expression over ephemeral variables
   * @param passwordVersion counted up to write a new password
   */
  static MageDatabase make(StackScope scope, Database wish, String password, int passwordVersion) {
    String connection = scope.names().sqlConnection(scope.settings().region(), NAME);
    boolean protect = scope.protection().on();
    SqlDatabaseInstance instance =
        SqlDatabaseInstance.Builder.create(scope.construct(), "sql")
            .name(NAME)
            .region(scope.settings().region().value())
            .databaseVersion(wish.version().name())
            .deletionProtection(protect)
            .settings(settings(scope, wish, protect))
            .build();
    scope.named(instance, NAME);
    scope.markHoldsData();
    SqlUser user =
        SqlUser.Builder.create(scope.construct(), "sql-user")
            .name(NAME)
            .instance(instance.getName())
            .passwordWo(password)
            .passwordWoVersion(passwordVersion)
            .build();
    // The user owns what is in the database, so it can only go after it: made before it.
    SqlDatabase database =
        SqlDatabase.Builder.create(scope.construct(), "sql-database")
            .name(NAME)
            .instance(instance.getName())
            .deletionPolicy(scope.protection().deletionPolicy())
            .dependsOn(List.of(user))
            .build();
    return new MageDatabase(
        instance, connection, List.of(scope.named(user, NAME), scope.named(database, NAME)));
  }

  private static SqlDatabaseInstanceSettings settings(
      StackScope scope, Database wish, boolean protect) {
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
        .deletionProtectionEnabled(protect)
        .connectorEnforcement("REQUIRED")
        .ipConfiguration(
            SqlDatabaseInstanceSettingsIpConfiguration.builder()
                .ipv4Enabled(true)
                .sslMode("ENCRYPTED_ONLY")
                .build())
        .backupConfiguration(backups(scope.settings().protect()))
        .databaseFlags(
            List.of(
                SqlDatabaseInstanceSettingsDatabaseFlags.builder()
                    .name("max_connections")
                    .value(MAX_CONNECTIONS)
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
