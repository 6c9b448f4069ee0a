package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.dynamodb.AttributeValue;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A customer's monthly budget as of the latest admission. It is stored in the item, so that a
/// settlement in any invocation knows it; a change takes effect with the next admission.
///
/// @param nanoDollars the budget of all shards together
record MonthlyBudget(long nanoDollars) {

  static final String ATTRIBUTE = "budget";

  static Optional<MonthlyBudget> of(Limits limits) {
    OptionalLong whole = limits.get(Limit.USD_PER_MONTH);
    return whole.isEmpty() ? Optional.empty() : Optional.of(new MonthlyBudget(whole.getAsLong()));
  }

  /// Reads the budget of an item; empty when it has none, or one in an unknown form.
  static Optional<MonthlyBudget> read(Map<String, AttributeValue> item) {
    AttributeValue value = item.get(ATTRIBUTE);
    return value == null || value.s() == null || !value.s().matches("[0-9]{1,18} [0-9]{1,2}")
        ? Optional.empty()
        : Optional.of(
            new MonthlyBudget(Long.parseLong(value.s().substring(0, value.s().indexOf(' ')))));
  }

  // Earlier versions read the number of shards behind it.
  AttributeValue write() {
    return AttributeValue.fromS(nanoDollars + " 1");
  }
}
