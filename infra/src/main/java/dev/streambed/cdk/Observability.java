package dev.streambed.cdk;

import java.util.OptionalInt;

/**
 * What can be seen of a deployment beside its log lines, and who is told. Metrics come with use;
 * the others cost something by the month whether anybody calls or not, so they have to be chosen.
 *
 * @param metrics whether the function's lines carry CloudWatch metrics; each is billed by the month
 *     in which it has values
 * @param alarms whether there are alarms, and a topic that they and thresholds of customers'
 *     budgets are announced on
 * @param dashboard whether there is a CloudWatch dashboard
 * @param dailyBudgetUsd dollars that all customers together may cost in a day before an alarm;
 *     absent: no such alarm
 */
public record Observability(
    boolean metrics, boolean alarms, boolean dashboard, OptionalInt dailyBudgetUsd) {
  /** The defaults of every component. */
  public static final Observability DEFAULTS =
      new Observability(true, false, false, OptionalInt.empty());

  /** Refuses an alarm that nothing could set off. */
  public Observability {
    dailyBudgetUsd.ifPresent(
        dollars -> PropsCheck.between("dailyBudgetUsd", dollars, 1, Integer.MAX_VALUE));
    PropsCheck.that(
        dailyBudgetUsd.isEmpty() || (alarms && metrics),
        "dailyBudgetUsd: takes alarms and metrics as well");
  }

  /** The same with or without metrics of the function's own. */
  public Observability withMetrics(boolean emitted) {
    return new Observability(emitted, alarms, dashboard, dailyBudgetUsd);
  }

  /** The same with or without alarms and their topic. */
  public Observability withAlarms(boolean raised) {
    return new Observability(metrics, raised, dashboard, dailyBudgetUsd);
  }

  /** The same with or without a dashboard. */
  public Observability withDashboard(boolean shown) {
    return new Observability(metrics, alarms, shown, dailyBudgetUsd);
  }

  /** The same with an alarm when a day costs more than this. */
  public Observability withDailyBudgetUsd(int dollars) {
    return new Observability(metrics, alarms, dashboard, OptionalInt.of(dollars));
  }
}
