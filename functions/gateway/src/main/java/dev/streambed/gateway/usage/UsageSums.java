package dev.streambed.gateway.usage;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The sums over a period's records: of all, and by day and model. Not thread-safe.
final class UsageSums {

  /// A caller chooses what it calls its models; no answer may become as large as that.
  static final int MOST_ROWS = 2000;

  private static final int DATE = 10;

  private final UsageTotal total = new UsageTotal();
  private final SortedMap<String, SortedMap<String, UsageTotal>> days = new TreeMap<>();
  private int rows;

  void add(Map<String, AttributeValue> record) {
    total.add(record);
    String day = text(record, "instantRequestId").substring(0, DATE);
    days.computeIfAbsent(day, _ -> new TreeMap<>())
        .computeIfAbsent(text(record, "model_id"), _ -> row())
        .add(record);
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
    return record.containsKey(name) && record.get(name).s() != null ? record.get(name).s() : "";
  }
}
