package dev.streambed.cli.tables;

import dev.streambed.cli.domain.LedgerRecord;
import dev.streambed.cli.domain.TokenCounts;
import dev.streambed.gateway.price.RecordPricing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/// Replaces the estimate of a usage record by the tokens that AWS has counted, priced by the book
/// in use. What was there before stays in the record, as `amended`. A record is amended once.
///
/// @param now when
public record UsageAmendment(StackTables stackTables, RecordPricing rating, Instant now) {

  private static final String AMENDED = "amended";
  private static final String USAGE_SOURCE = "usage_source";
  private static final String ESTIMATE = "estimate";

  /// What is replaced, and kept.
  private static final List<String> REPLACED =
      List.of(
          "input_tokens",
          "output_tokens",
          "token_count",
          "cache_read_tokens",
          "cache_write_tokens",
          "cache_write_1h_tokens",
          USAGE_SOURCE,
          "estimate_reason",
          AttributeNames.COST_NANO_USD,
          AttributeNames.PRICE_VERSION);

  /// Amends a record.
  ///
  /// @param counted what all its calls have used
  /// @return false for a record that is no estimate, or of several models, has tokens of one-hour
  ///   caches or a cost that the book in use cannot replace, or was amended or changed meanwhile
  public boolean amend(LedgerRecord ledgerRecord, TokenCounts counted) {
    Map<String, AttributeValue> key =
        Map.of(
            AttributeNames.CUSTOMER_MONTH,
            Items.text(
                ledgerRecord.customer().value()
                    + "#"
                    + ledgerRecord.sortKey().substring(0, "yyyy-MM".length())),
            AttributeNames.INSTANT_REQUEST_ID,
            Items.text(ledgerRecord.sortKey()));
    Map<String, AttributeValue> item =
        stackTables
            .dynamoDb()
            .getItem(
                GetItemRequest.builder()
                    .tableName(stackTables.names().usage())
                    .key(key)
                    .consistentRead(true)
                    .build())
            .item();
    return isAmendable(item) && writeIfPriced(key, item, amended(item, counted));
  }

  // What had a cost keeps one: its model may have left the book.
  private boolean writeIfPriced(
      Map<String, AttributeValue> key,
      Map<String, AttributeValue> item,
      Map<String, AttributeValue> fields) {
    return (fields.containsKey(AttributeNames.COST_NANO_USD)
            || !item.containsKey(AttributeNames.COST_NANO_USD))
        && write(key, item, fields);
  }

  private static boolean isAmendable(Map<String, AttributeValue> item) {
    return Items.text(item, USAGE_SOURCE).filter(ESTIMATE::equals).isPresent()
        && !item.containsKey(AMENDED)
        && !item.containsKey(AttributeNames.ATTEMPTS)
        // The log does not tell the two kinds of cache apart.
        && !item.containsKey("cache_write_1h_tokens");
  }

  private Map<String, AttributeValue> amended(
      Map<String, AttributeValue> item, TokenCounts counted) {
    Map<String, AttributeValue> fields = new HashMap<>(item);
    fields.keySet().removeAll(REPLACED);
    fields.put("input_tokens", number(counted.input()));
    fields.put("output_tokens", number(counted.output()));
    fields.put("token_count", number(counted.input() + counted.output()));
    fields.put("cache_read_tokens", number(counted.cacheRead()));
    fields.put("cache_write_tokens", number(counted.cacheWrite()));
    fields.put(USAGE_SOURCE, Items.text("bedrock"));
    fields.putAll(UsageRepricer.attribute(rating.costFields(UsageRepricer.json(fields))).m());
    return fields;
  }

  private boolean write(
      Map<String, AttributeValue> key,
      Map<String, AttributeValue> item,
      Map<String, AttributeValue> fields) {
    Map<String, AttributeValue> before = new HashMap<>(item);
    before.keySet().retainAll(REPLACED);
    ItemUpdate update = new ItemUpdate(stackTables.names().usage(), key);
    for (String name : REPLACED) {
      update.expect(name, item.get(name));
      if (fields.containsKey(name)) {
        update.set(name, fields.get(name));
      } else {
        update.remove(name);
      }
    }
    before.put("at", Items.text(now.toString()));
    update.expect(AMENDED, null).set(AMENDED, AttributeValue.fromM(before));
    try {
      stackTables.dynamoDb().updateItem(update.request());
      return true;
    } catch (ConditionalCheckFailedException isNotAsRead) {
      return update.isDoneIn(isNotAsRead.item());
    }
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
