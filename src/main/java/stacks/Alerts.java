package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2Service;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateScaling;
import com.hashicorp.cdktf.providers.google.monitoring_alert_policy.MonitoringAlertPolicy;
import com.hashicorp.cdktf.providers.google.monitoring_alert_policy.MonitoringAlertPolicyAlertStrategy;
import com.hashicorp.cdktf.providers.google.monitoring_alert_policy.MonitoringAlertPolicyConditions;
import com.hashicorp.cdktf.providers.google.monitoring_alert_policy.MonitoringAlertPolicyConditionsConditionThreshold;
import com.hashicorp.cdktf.providers.google.monitoring_alert_policy.MonitoringAlertPolicyConditionsConditionThresholdAggregations;
import com.hashicorp.cdktf.providers.google.monitoring_alert_policy.MonitoringAlertPolicyDocumentation;
import com.hashicorp.cdktf.providers.google.monitoring_notification_channel.MonitoringNotificationChannel;
import com.hashicorp.cdktf.providers.google.sql_database_instance.SqlDatabaseInstance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import stacks.parts.StackScope;
import tollgate.config.Monitoring;

/**
 * What mails when a service that always runs does not, and when a database nears the most it may
 * store; each stack's own are found, so none has to ask. Costs nothing today: Google announced
 * $1.50 a condition and moved the date several times, so the estimate counts it in the ceiling
 * (source: cloud.google.com/monitoring/alerts/cost-control). Opens nothing. The disk of a machine
 * is not watched: Google measures it from inside only, with an agent that is not installed.
 */
final class Alerts {
  private static final String TEN_MINUTES = "600s";
  private static final String FIVE_MINUTES = "300s";
  private static final String A_DAY = "86400s";
  private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);
  private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

  /** Something to keep an eye on. */
  sealed interface Watched {
    /** Its name at Google. */
    String name();

    /** A Cloud Run service with instances that always run. */
    record Service(String name) implements Watched {}

    /**
     * A Cloud SQL instance.
     *
     * @param mostGb the most it may store, in GiB
     */
    record Database(String name, int mostGb) implements Watched {}
  }

  private final StackScope scope;
  private final List<MonitoringNotificationChannel> channels;
  private final List<? extends ITerraformDependable> apis;

  Alerts(
      StackScope scope,
      List<MonitoringNotificationChannel> channels,
      List<? extends ITerraformDependable> apis) {
    this.scope = scope;
    this.channels = List.copyOf(channels);
    this.apis = List.copyOf(apis);
  }

  /** Whether anybody hears of anything. */
  static boolean areWanted(StackScope scope) {
    Monitoring monitoring = scope.settings().monitoring();
    return (monitoring.serviceDown() || monitoring.databaseFull())
        && !scope.settings().mailed().isEmpty();
  }

  /** What the settings want watched in some stacks, by name. */
  static List<Watched> in(Stream<StackScope> stacks, Monitoring wish) {
    List<Watched> found = new ArrayList<>();
    stacks
        .flatMap(stack -> stack.resources().stream())
        .forEach(
            child -> {
              if (wish.serviceDown() && child instanceof CloudRunV2Service service) {
                CloudRunV2ServiceTemplateScaling scaling = service.getTemplateInput().getScaling();
                if (scaling != null && isPositive(scaling.getMinInstanceCount())) {
                  found.add(new Watched.Service(service.getNameInput()));
                }
              }
              if (wish.databaseFull() && child instanceof SqlDatabaseInstance database) {
                Number most = database.getSettingsInput().getDiskAutoresizeLimit();
                String name = database.getNameInput();
                if (name != null && isPositive(most)) {
                  found.add(new Watched.Database(name, most.intValue()));
                }
              }
            });
    found.sort(
        Comparator.comparing(Watched::name).thenComparing(each -> each.getClass().getName()));
    return found;
  }

  /** Makes a policy for each. */
  void watch(List<Watched> all) {
    for (Watched each : all) {
      if (each instanceof Watched.Service service) {
        down(service);
      } else if (each instanceof Watched.Database database) {
        full(database);
      }
    }
  }

  /** Nothing is missed before its first instance ran: there is no series to miss one in. */
  private void down(Watched.Service service) {
    policy(
        service.name() + "-down",
        service.name() + " is down",
        "CRITICAL",
        MonitoringAlertPolicyConditionsConditionThreshold.builder()
            .filter(
                "resource.type = \"cloud_run_revision\" AND resource.labels.service_name = \"%s\" AND metric.type = \"run.googleapis.com/container/instance_count\""
                    .formatted(service.name()))
            .aggregations(List.of(aggregation("ALIGN_MAX", "REDUCE_SUM")))
            .comparison("COMPARISON_LT")
            .thresholdValue(1)
            .duration(TEN_MINUTES)
            .evaluationMissingData("EVALUATION_MISSING_DATA_ACTIVE")
            .build(),
        "No instance of %s has run for ten minutes, and one always should. Its log says why: https://console.cloud.google.com/run/detail/%s/%s/logs?project=%s"
            .formatted(
                service.name(),
                scope.settings().region(),
                service.name(),
                scope.settings().project()));
  }

  private void full(Watched.Database database) {
    int percent = scope.settings().monitoring().databasePercent();
    BigDecimal bytes =
        BigDecimal.valueOf(database.mostGb())
            .multiply(GIB)
            .multiply(BigDecimal.valueOf(percent))
            .divide(PERCENT, 0, RoundingMode.FLOOR);
    policy(
        database.name() + "-database-full",
        "Database %s is nearly full".formatted(database.name()),
        "WARNING",
        MonitoringAlertPolicyConditionsConditionThreshold.builder()
            .filter(
                "resource.type = \"cloudsql_database\" AND resource.labels.database_id = \"%s:%s\" AND metric.type = \"cloudsql.googleapis.com/database/disk/bytes_used\""
                    .formatted(scope.settings().project(), database.name()))
            .aggregations(List.of(aggregation("ALIGN_MAX", "REDUCE_MAX")))
            .comparison("COMPARISON_GT")
            .thresholdValue(bytes)
            .duration(TEN_MINUTES)
            .build(),
        "%s stores %d %% of the %d GB it may. Raise max_storage_gb in tollgate.yaml, or delete what is not needed; at the limit it stops writing."
            .formatted(database.name(), percent, database.mostGb()));
  }

  private void policy(
      String id,
      String title,
      String severity,
      MonitoringAlertPolicyConditionsConditionThreshold threshold,
      String advice) {
    MonitoringAlertPolicy policy =
        MonitoringAlertPolicy.Builder.create(scope.construct(), "alert-" + id)
            .displayName(title)
            .combiner("OR")
            .severity(severity)
            .conditions(
                List.of(
                    MonitoringAlertPolicyConditions.builder()
                        .displayName(title)
                        .conditionThreshold(threshold)
                        .build()))
            .alertStrategy(MonitoringAlertPolicyAlertStrategy.builder().autoClose(A_DAY).build())
            .documentation(
                MonitoringAlertPolicyDocumentation.builder()
                    .subject(title + " in " + scope.settings().project())
                    .content(advice)
                    .mimeType("text/markdown")
                    .build())
            .notificationChannels(
                channels.stream().map(MonitoringNotificationChannel::getName).toList())
            .dependsOn(apis)
            .build();
    scope.named(policy, id);
  }

  private static MonitoringAlertPolicyConditionsConditionThresholdAggregations aggregation(
      String aligner, String reducer) {
    return MonitoringAlertPolicyConditionsConditionThresholdAggregations.builder()
        .alignmentPeriod(FIVE_MINUTES)
        .perSeriesAligner(aligner)
        .crossSeriesReducer(reducer)
        .build();
  }

  private static boolean isPositive(@org.jspecify.annotations.Nullable Number number) {
    return number != null && number.intValue() > 0;
  }
}
