package dev.streambed.gateway.usage;

import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The sums of a period's records: in total, and by day and model. Not thread-safe.
final class UsageSums {

  /// Bounds the response: callers choose the model names in it.
  static final int MOST_ROWS = 2000;

  private static final int DATE = 10;

  private final UsageTotal total = new UsageTotal();
  private final SortedMap<String, SortedMap<String, UsageTotal>> days = new TreeMap<>();
  private int rows;

  void add(Map<String, AttributeValue> record) {
    total.addRequest(record);
    String day = text(record, "instantRequestId").substring(0, DATE);
    SortedMap<String, UsageTotal> models = days.computeIfAbsent(day, _ -> new TreeMap<>());
    // The request is of the model that answered, and what it used of all that were asked.
    totalOf(record, models).addRequest(record);
    List<AttributeValue> attempts =
        record.containsKey("attempts") ? record.get("attempts").l() : List.of();
    if (attempts.isEmpty()) {
      addAmounts(record, models);
    }
    attempts.forEach(attempt -> addAmounts(attempt.m(), models));
  }

  // In total, too, the attempts count: without a price of one, the record itself has no cost.
  private void addAmounts(Map<String, AttributeValue> used, Map<String, UsageTotal> models) {
    total.addAmounts(used);
    totalOf(used, models).addAmounts(used);
  }

  private UsageTotal totalOf(Map<String, AttributeValue> used, Map<String, UsageTotal> models) {
    return models.computeIfAbsent(text(used, "model_id"), _ -> row());
  }

  boolean isTooLarge() {
    return rows > MOST_ROWS;
  }

  JsonObject of(Period period) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("from", new JsonString(period.from().toString()));
    members.put("to", new JsonString(period.to().toString()));
    Map<String, Json> sums = new LinkedHashMap<>();
    total.writeTo(sums);
    members.put("total", new JsonObject(sums));
    List<Json> list = new ArrayList<>();
    days.forEach((day, models) ->
        models.forEach((model, usageTotal) -> list.add(row(day, model, usageTotal))));
    members.put("byDayAndModel", new JsonArray(list));
    return new JsonObject(members);
  }

  private UsageTotal row() {
    rows++;
    return new UsageTotal();
  }

  private static Json row(String day, String model, UsageTotal usageTotal) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("day", new JsonString(day));
    members.put("model", new JsonString(model));
    usageTotal.writeTo(members);
    return new JsonObject(members);
  }

  private static String text(Map<String, AttributeValue> record, String name) {
    String text = record.containsKey(name) ? record.get(name).s() : null;
    return text == null ? "" : text;
  }

  /// Sums of records. Not thread-safe.
  static final class UsageTotal {

    /// The attributes that are read from a record, besides its key.
    static final String ATTRIBUTES =
        "model_id, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,"
            + " cost_nano_usd, price_version, usage_source, attempts";

    private long requests;
    private long input;
    private long output;
    private long cacheRead;
    private long cacheWrite;
    private long cost;
    private boolean anyCost;
    private long unpriced;
    private long estimated;

    void addRequest(Map<String, AttributeValue> record) {
      requests++;
      unpriced += isUnpriced(record) ? 1 : 0;
      estimated += isText(record, "usage_source", "estimate") ? 1 : 0;
    }

    /// @param record of a request, or one of its attempts
    void addAmounts(Map<String, AttributeValue> record) {
      input += number(record, "input_tokens");
      output += number(record, "output_tokens");
      cacheRead += number(record, "cache_read_tokens");
      cacheWrite += number(record, "cache_write_tokens");
      cost += number(record, "cost_nano_usd");
      anyCost |= record.containsKey("cost_nano_usd");
    }

    /// Adds the sums to the members of an object. Without any price, the cost is left out.
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

    // Records that are older than pricing have neither a cost nor `unpriced`.
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
}
