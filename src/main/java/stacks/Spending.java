package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.google.billing_budget.BillingBudget;
import com.hashicorp.cdktf.providers.google.billing_budget.BillingBudgetAllUpdatesRule;
import com.hashicorp.cdktf.providers.google.billing_budget.BillingBudgetAmount;
import com.hashicorp.cdktf.providers.google.billing_budget.BillingBudgetAmountSpecifiedAmount;
import com.hashicorp.cdktf.providers.google.billing_budget.BillingBudgetBudgetFilter;
import com.hashicorp.cdktf.providers.google.billing_budget.BillingBudgetThresholdRules;
import com.hashicorp.cdktf.providers.google.monitoring_notification_channel.MonitoringNotificationChannel;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import stacks.parts.Literal;
import stacks.parts.Names;
import stacks.parts.StackScope;
import tollgate.config.BillingAccount;
import tollgate.config.Email;
import tollgate.config.Money;

/**
 * What mails before the money is spent: addresses, and Google's budget for the project at 50, 90
 * and 100 % and when 100 % is forecast. Costs nothing. Opens nothing. A budget mails, it does not
 * stop anything. Source: cloud.google.com/billing/docs/how-to/budgets.
 */
final class Spending {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  private Spending() {}

  /** An address that alerts are mailed to. */
  static MonitoringNotificationChannel channel(
      StackScope scope, Email address, List<? extends ITerraformDependable> api) {
    String id = Names.slug(address.value());
    MonitoringNotificationChannel channel =
        MonitoringNotificationChannel.Builder.create(scope.construct(), "channel-" + id)
            .displayName(Literal.of("Alerts to " + address))
            .type("email")
            .labels(Map.of("email_address", Literal.of(address.value())))
            .dependsOn(api)
            .build();
    return scope.named(channel, id);
  }

  /** It counts before credits: else nobody would hear anything while a free trial lasts. */
  static void budget(
      StackScope scope,
      BillingAccount account,
      List<MonitoringNotificationChannel> channels,
      List<? extends ITerraformDependable> api) {
    Money monthly = scope.settings().budget().monthly();
    BigDecimal[] units = monthly.amount().divideAndRemainder(BigDecimal.ONE);
    BillingBudgetAmountSpecifiedAmount.Builder amount =
        BillingBudgetAmountSpecifiedAmount.builder()
            .currencyCode(monthly.currency())
            .units(units[0].toBigInteger().toString());
    if (units[1].signum() != 0) {
      amount.nanos(units[1].multiply(NANOS).intValueExact());
    }
    BillingBudget.Builder budget =
        BillingBudget.Builder.create(scope.construct(), "budget")
            .billingAccount(account.value())
            .displayName(scope.settings().project() + " (" + scope.settings().environment() + ")")
            .amount(BillingBudgetAmount.builder().specifiedAmount(amount.build()).build())
            .budgetFilter(
                BillingBudgetBudgetFilter.builder()
                    // With the project's id instead of its number every plan shows a change.
                    .projects(List.of("projects/" + scope.projectNumber()))
                    .creditTypesTreatment("EXCLUDE_ALL_CREDITS")
                    .calendarPeriod("MONTH")
                    .build())
            .thresholdRules(
                List.of(
                    threshold("0.5", "CURRENT_SPEND"),
                    threshold("0.9", "CURRENT_SPEND"),
                    threshold("1", "CURRENT_SPEND"),
                    threshold("1", "FORECASTED_SPEND")))
            .dependsOn(api);
    if (!channels.isEmpty()) {
      budget.allUpdatesRule(
          BillingBudgetAllUpdatesRule.builder()
              .monitoringNotificationChannels(
                  channels.stream().map(MonitoringNotificationChannel::getName).toList())
              .disableDefaultIamRecipients(false)
              .build());
    }
    scope.output(
        "budget", scope.written(budget.build(), "budget").getName(), "The budget at Google");
  }

  private static BillingBudgetThresholdRules threshold(String part, String basis) {
    return BillingBudgetThresholdRules.builder()
        .thresholdPercent(new BigDecimal(part))
        .spendBasis(basis)
        .build();
  }
}
