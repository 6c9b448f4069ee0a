package dev.streambed.gateway.limit;

import java.util.List;

/// How much of a budget, or of a shard's part of one, is spent.
///
/// @param budget in nano-dollars
/// @param spent in nano-dollars, of answers that are settled
/// @param usual what such a request reserves, in nano-dollars
record Purse(long budget, long spent, long usual) {

  static final int USED_UP = 100;

  private static final List<Integer> THRESHOLDS = List.of(50, 80, USED_UP);
  private static final int NEARLY = 95;

  /// The thresholds that it has come to, in percent, the lowest first, without those that were
  /// noted.
  ///
  /// A higher budget than the noted one has its thresholds anew, as far as they are above what was
  /// spent by then.
  List<Integer> reached(Noted noted) {
    return THRESHOLDS.stream()
        .filter(percent -> budget > 0 && spent >= amount(percent))
        .filter(percent -> percent > noted.percent() || isAhead(percent, noted))
        .toList();
  }

  private boolean isAhead(int percent, Noted noted) {
    return budget > noted.budget() && share(percent) > noted.spent();
  }

  // The last bit of a budget is never spent, because no request fits into it: admissions refuse
  // what could go above. It is used up when another request like this one would be refused.
  private long amount(int percent) {
    return percent == USED_UP
        ? Math.min(budget, Math.max(share(NEARLY), budget - usual + 1))
        : share(percent);
  }

  private long share(int percent) {
    return budget / USED_UP * percent + Math.ceilDiv(budget % USED_UP * percent, USED_UP);
  }
}
