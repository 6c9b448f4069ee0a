package dev.streambed.gateway.limit;

import dev.streambed.gateway.dynamodb.AttributeValue;
import java.util.List;
import java.util.Map;

/// The last budget threshold that was handled.
///
/// @param month the month, as [WindowLength#MONTH] numbers it
/// @param percent the last threshold; 0 for none
/// @param spent the spending at that time, in nano-dollars
/// @param budget the budget at that time, in nano-dollars
record BudgetThresholdProgress(long month, int percent, long spent, long budget) {

  static final String ATTRIBUTE = "noted";

  private static final String FORM = "[0-9]{6} [0-9]{1,3} [0-9]{1,19} [0-9]{1,18}";

  static BudgetThresholdProgress none(long month) {
    return new BudgetThresholdProgress(month, 0, 0, Long.MAX_VALUE);
  }

  /// Reads the progress of a month from an item. When a later month has started, everything counts
  /// as handled.
  static BudgetThresholdProgress read(Map<String, AttributeValue> item, long month) {
    AttributeValue value = item.get(ATTRIBUTE);
    if (value == null || value.s() == null || !value.s().matches(FORM)) {
      return none(month);
    }
    List<Long> fields = List.of(value.s().split(" ", -1)).stream().map(Long::parseLong).toList();
    BudgetThresholdProgress budgetThresholdProgress =
        new BudgetThresholdProgress(
            fields.get(0), fields.get(1).intValue(), fields.get(2), fields.get(3));
    if (budgetThresholdProgress.month() > month) {
      return new BudgetThresholdProgress(
          month, BudgetSpend.USED_UP, Long.MAX_VALUE, Long.MAX_VALUE);
    }
    return budgetThresholdProgress.month() == month ? budgetThresholdProgress : none(month);
  }

  AttributeValue write() {
    return AttributeValue.fromS(month + " " + percent + " " + spent + " " + budget);
  }
}
