package dev.streambed.cdk;

import java.util.OptionalInt;

/**
 * Metrics, alarms and a dashboard. Metrics are billed by use; alarms and the dashboard have a fixed
 * monthly cost, so they are off by default.
 *
 * @param metrics whether the function's log lines include CloudWatch metrics; each is billed for
 *     the months in which it has values
 * @param alarms whether there are alarms, and a topic for them and for thresholds of customers'
 *     budgets
 * @param dashboard whether there is a CloudWatch dashboard
 * @param dailyBudgetUsd daily cost in dollars of all customers that sets off an alarm; if absent,
 *     there is no such alarm
 */
public record Observability(
    boolean metrics, boolean alarms, boolean dashboard, OptionalInt dailyBudgetUsd) {
  /** The defaults of every component. */
  public static final Observability DEFAULTS =
      new Observability(true, false, false, OptionalInt.empty());

  /** Refuses a daily budget without the metrics and alarms that it requires. */
  public Observability {
    dailyBudgetUsd.ifPresent(
        dollars -> PropsCheck.between("dailyBudgetUsd", dollars, 1, Integer.MAX_VALUE));
    PropsCheck.that(
        dailyBudgetUsd.isEmpty() || (alarms && metrics),
        "dailyBudgetUsd: takes alarms and metrics as well");
  }

  /** The same settings with or without the function's own metrics. */
  public Observability withMetrics(boolean emitted) {
    return new Observability(emitted, alarms, dashboard, dailyBudgetUsd);
  }

  /** The same settings with or without alarms and their topic. */
  public Observability withAlarms(boolean raised) {
    return new Observability(metrics, raised, dashboard, dailyBudgetUsd);
  }

  /** The same settings with or without a dashboard. */
  public Observability withDashboard(boolean shown) {
    return new Observability(metrics, alarms, shown, dailyBudgetUsd);
  }

  /** The same settings with an alarm when a day costs more than this. */
  public Observability withDailyBudgetUsd(int dollars) {
    return new Observability(metrics, alarms, dashboard, OptionalInt.of(dollars));
  }
}
