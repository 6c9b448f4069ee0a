package dev.streambed.gateway.limit;

import dev.streambed.gateway.dynamodb.AttributeValue;
import java.util.List;
import java.util.Map;

/// The spending of a budget, or of a shard's part of it.
///
/// @param budget in nano-dollars
/// @param spent in nano-dollars, settled answers only
/// @param reservedPerRequest what a request like the last reserves, in nano-dollars
record BudgetSpend(long budget, long spent, long reservedPerRequest) {

  static final int USED_UP = 100;

  private static final List<Integer> THRESHOLDS = List.of(50, 80, USED_UP);
  private static final int NEARLY = 95;

  /// The thresholds reached, in percent, lowest first, without those already recorded.
  ///
  /// If the budget has been raised since, all its thresholds above the spending at that time count
  /// as new.
  List<Integer> thresholdsReached(BudgetThresholdProgress budgetThresholdProgress) {
    return THRESHOLDS.stream()
        .filter(percent -> budget > 0 && spent >= amount(percent))
        .filter(percent ->
            percent > budgetThresholdProgress.percent()
                || isAhead(percent, budgetThresholdProgress))
        .toList();
  }

  private boolean isAhead(int percent, BudgetThresholdProgress budgetThresholdProgress) {
    return budget > budgetThresholdProgress.budget()
        && share(percent) > budgetThresholdProgress.spent();
  }

  // A budget is never spent to the last cent, because admissions refuse what could exceed it. It
  // counts as used up when another request like this one would be refused.
  private long amount(int percent) {
    return percent == USED_UP
        ? Math.min(budget, Math.max(share(NEARLY), budget - reservedPerRequest + 1))
        : share(percent);
  }

  private long share(int percent) {
    return budget / USED_UP * percent + Math.ceilDiv(budget % USED_UP * percent, USED_UP);
  }

  /// The spending of an item in a month, in nano-dollars: settled answers, including what is held
  /// for those without final counts. The counter also includes open reservations, which are
  /// subtracted. Of a shard it may be negative: a split moves a part of the counter, and no
  /// reservations.
  static long settledIn(Map<String, AttributeValue> item, Window month) {
    AttributeValue counter = item.get(month.nanoDollars());
    long counted = counter == null || counter.n() == null ? 0 : Long.parseLong(counter.n());
    return counted - reserved(item, month);
  }

  private static long reserved(Map<String, AttributeValue> item, Window month) {
    return item.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(LimitsTable.OPEN))
        .filter(entry -> entry.getValue().s() != null)
        .flatMap(entry -> Reservation.read(entry.getValue().s()).stream())
        .filter(open -> Window.at(open.admittedAt(), WindowLength.MONTH).equals(month))
        .mapToLong(Reservation::nanoDollars)
        .sum();
  }
}
