package dev.streambed.gateway.usage;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The sums over a period's records: of all, and by day and model. Not thread-safe.
final class Sums {

  /// A caller chooses what it calls its models; no answer may become as large as that.
  static final int MOST_ROWS = 2000;

  private static final int DATE = 10;

  private final Tally total = new Tally();
  private final SortedMap<String, SortedMap<String, Tally>> days = new TreeMap<>();
  private int rows;

  void add(Map<String, AttributeValue> record) {
    total.add(record);
    String day = text(record, "instantRequestId").substring(0, DATE);
    days.computeIfAbsent(day, _ -> new TreeMap<>())
        .computeIfAbsent(text(record, "model_id"), _ -> row())
        .add(record);
  }

  boolean areTooMany() {
    return rows > MOST_ROWS;
  }

  JsonObject of(Period period) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("from", new JsonText(period.from().toString()));
    members.put("to", new JsonText(period.to().toString()));
    Map<String, Json> sums = new LinkedHashMap<>();
    total.writeTo(sums);
    members.put("total", new JsonObject(sums));
    List<Json> list = new ArrayList<>();
    days.forEach(
        (day, models) -> models.forEach((model, tally) -> list.add(row(day, model, tally))));
    members.put("byDayAndModel", new JsonArray(list));
    return new JsonObject(members);
  }

  private Tally row() {
    rows++;
    return new Tally();
  }

  private static Json row(String day, String model, Tally tally) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("day", new JsonText(day));
    members.put("model", new JsonText(model));
    tally.writeTo(members);
    return new JsonObject(members);
  }

  private static String text(Map<String, AttributeValue> record, String name) {
    return record.containsKey(name) && record.get(name).s() != null ? record.get(name).s() : "";
  }
}
