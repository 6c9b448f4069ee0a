package dev.streambed.gateway.usage;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Sums over records. Not thread-safe.
final class UsageTotal {

  /// What is read of a record, besides its keys.
  static final String ATTRIBUTES =
      "model_id, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,"
          + " cost_nano_usd, price_version, usage_source";

  private long requests;
  private long input;
  private long output;
  private long cacheRead;
  private long cacheWrite;
  private long cost;
  private boolean anyCost;
  private long unpriced;
  private long estimated;

  void add(Map<String, AttributeValue> record) {
    requests++;
    input += number(record, "input_tokens");
    output += number(record, "output_tokens");
    cacheRead += number(record, "cache_read_tokens");
    cacheWrite += number(record, "cache_write_tokens");
    cost += number(record, "cost_nano_usd");
    anyCost |= record.containsKey("cost_nano_usd");
    unpriced += isUnpriced(record) ? 1 : 0;
    estimated += isText(record, "usage_source", "estimate") ? 1 : 0;
  }

  /// Adds the sums to the members of an object. Without any price there is no cost.
  void writeTo(Map<String, Json> members) {
    Map<String, Long> sums = new LinkedHashMap<>();
    sums.put("requests", requests);
    sums.put("inputTokens", input);
    sums.put("outputTokens", output);
    sums.put("cacheReadTokens", cacheRead);
    sums.put("cacheWriteTokens", cacheWrite);
    if (anyCost) {
      sums.put("costNanoUsd", cost);
    }
    sums.put("unpriced", unpriced);
    sums.put("estimated", estimated);
    sums.forEach((name, sum) -> members.put(name, JsonNumber.of(sum)));
  }

  // Records from before there were prices say nothing of one.
  private static boolean isUnpriced(Map<String, AttributeValue> record) {
    return isText(record, "price_version", "unpriced")
        || (record.containsKey("input_tokens") && !record.containsKey("cost_nano_usd"));
  }

  private static boolean isText(Map<String, AttributeValue> record, String name, String word) {
    return record.containsKey(name) && word.equals(record.get(name).s());
  }

  private static long number(Map<String, AttributeValue> record, String name) {
    String number = record.containsKey(name) ? record.get(name).n() : null;
    return number == null ? 0 : new BigDecimal(number).longValue();
  }
}
