package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A customer's budget of a month as the newest admission knew it. It stands in the item, so that
/// whoever settles learns of it, in whatever invocation, and a change counts from the next
/// admission on.
///
/// @param nanoDollars of all shards together
/// @param shards that share it
record MonthlyBudget(long nanoDollars, int shards) {

  static final String ATTRIBUTE = "budget";

  static Optional<MonthlyBudget> of(ShardedLimits shardedLimits) {
    Long whole = shardedLimits.limits().values().get(Limit.USD_PER_MONTH);
    return Optional.ofNullable(whole)
        .map(nanoDollars -> new MonthlyBudget(nanoDollars, shardedLimits.count()));
  }

  /// As an item has it; empty when it has none that this function understands.
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

  /// A shard's part: all parts add up to it.
  long share(int shard) {
    return nanoDollars / shards + (shard < nanoDollars % shards ? 1 : 0);
  }
}
