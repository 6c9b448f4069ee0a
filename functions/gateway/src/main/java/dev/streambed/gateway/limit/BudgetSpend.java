package dev.streambed.gateway.limit;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How much of a budget, or of a shard's part of one, is spent.
///
/// @param budget in nano-dollars
/// @param spent in nano-dollars, of answers that are settled
/// @param reservedPerRequest what such a request reserves, in nano-dollars
record BudgetSpend(long budget, long spent, long reservedPerRequest) {

  static final int USED_UP = 100;

  private static final List<Integer> THRESHOLDS = List.of(50, 80, USED_UP);
  private static final int NEARLY = 95;

  /// The thresholds that it has come to, in percent, the lowest first, without those that were
  /// noted.
  ///
  /// A higher budget than the noted one has its thresholds anew, as far as they are above what was
  /// spent by then.
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

  // The last bit of a budget is never spent, because no request fits into it: admissions refuse
  // what could go above. It is used up when another request like this one would be refused.
  private long amount(int percent) {
    return percent == USED_UP
        ? Math.min(budget, Math.max(share(NEARLY), budget - reservedPerRequest + 1))
        : share(percent);
  }

  private long share(int percent) {
    return budget / USED_UP * percent + Math.ceilDiv(budget % USED_UP * percent, USED_UP);
  }

  /// What was spent in a month by an item: in nano-dollars, of answers that are settled, with what
  /// is held for those without final numbers. The counter includes what is reserved, and every open
  /// reservation says how much.
  static long settledIn(Map<String, AttributeValue> item, Window month) {
    AttributeValue counter = item.get(month.nanoDollars());
    long counted = counter == null || counter.n() == null ? 0 : Long.parseLong(counter.n());
    return Math.max(0, counted - reserved(item, month));
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
