package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.dynamodb.AttributeValue;
import java.util.Map;
import java.util.Optional;

/// A customer's monthly budget as of the latest admission. It is stored in the item, so that a
/// settlement in any invocation knows it; a change takes effect with the next admission.
///
/// @param nanoDollars the budget of all shards together
/// @param shards how many shards share it
record MonthlyBudget(long nanoDollars, int shards) {

  static final String ATTRIBUTE = "budget";

  static Optional<MonthlyBudget> of(ShardedLimits shardedLimits) {
    Long whole = shardedLimits.limits().values().get(Limit.USD_PER_MONTH);
    return Optional.ofNullable(whole)
        .map(nanoDollars -> new MonthlyBudget(nanoDollars, shardedLimits.count()));
  }

  /// Reads the budget of an item; empty when it has none, or one in an unknown form.
  static Optional<MonthlyBudget> read(Map<String, AttributeValue> item) {
    AttributeValue value = item.get(ATTRIBUTE);
    if (value == null || value.s() == null || !value.s().matches("[0-9]{1,18} [0-9]{1,2}")) {
      return Optional.empty();
    }
    String[] fields = value.s().split(" ", -1);
    return Optional.of(new MonthlyBudget(Long.parseLong(fields[0]), Integer.parseInt(fields[1])));
  }

  AttributeValue write() {
    return AttributeValue.fromS(nanoDollars + " " + shards);
  }

  /// The share of a shard. All shares add up to the budget.
  long share(int shard) {
    return nanoDollars / shards + (shard < nanoDollars % shards ? 1 : 0);
  }
}
