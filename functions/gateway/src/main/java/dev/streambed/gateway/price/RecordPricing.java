package dev.streambed.gateway.price;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Re-rates usage records by another price book.
///
/// @param bookPricing the pricing by the other book
public record RecordPricing(BookPricing bookPricing) {

  private static final String COST = "cost_nano_usd";
  private static final String PRICE_VERSION = "price_version";
  private static final String ATTEMPTS = "attempts";

  /// The fields that replace those of the same names in the record: `cost_nano_usd` and
  /// `price_version`, one of which is to be removed if it is absent here, and `attempts` of a
  /// record that has them.
  ///
  /// @param record the fields of a usage record, or of its log line
  public JsonObject costFields(JsonObject record) {
    List<JsonObject> attempts =
        record.array(ATTEMPTS).stream()
            .flatMap(array -> array.elements().stream())
            .flatMap(each -> each instanceof JsonObject attempt ? Stream.of(attempt) : Stream.of())
            .toList();
    return attempts.isEmpty() ? fields(ofOneModel(record)) : fields(attempts);
  }

  // A request that several models were asked for costs what they cost together.
  private JsonObject fields(List<JsonObject> attempts) {
    Cost together = attempts.stream().map(this::ofOneModel).reduce(Cost::plus).orElseThrow();
    Map<String, Json> members = new LinkedHashMap<>(fields(together).members());
    members.put(ATTEMPTS, new JsonArray(attempts.stream().<Json>map(this::priced).toList()));
    return new JsonObject(members);
  }

  private JsonObject priced(JsonObject attempt) {
    Map<String, Json> members = new LinkedHashMap<>(attempt.members());
    members.keySet().removeAll(Set.of(COST, PRICE_VERSION));
    members.putAll(fields(ofOneModel(attempt)).members());
    return new JsonObject(members);
  }

  private Cost ofOneModel(JsonObject record) {
    return bookPricing
        .in(record.text("region").orElse(""))
        .cost(record.text("model_id").orElse(""), usage(record));
  }

  /// The fields of a cost.
  public static JsonObject fields(Cost cost) {
    Map<String, Json> fields = new LinkedHashMap<>();
    switch (cost) {
      case Cost.Priced(long nanoUsd, String priceVersion) -> {
        fields.put(COST, JsonNumber.of(nanoUsd));
        fields.put(PRICE_VERSION, new JsonString(priceVersion));
      }
      case Cost.Unpriced() -> fields.put(PRICE_VERSION, new JsonString("unpriced"));
      case Cost.Unknown() -> {
        // The usage is unknown, and so is its price.
      }
    }
    return new JsonObject(fields);
  }

  private static Usage usage(JsonObject record) {
    boolean counted = record.has("input_tokens") || record.has("output_tokens");
    return counted
        ? new Usage.Counted(
            count(record, "input_tokens"),
            count(record, "output_tokens"),
            count(record, "cache_read_tokens"),
            count(record, "cache_write_tokens"),
            count(record, "cache_write_1h_tokens"),
            record.text("service_tier").orElse(""))
        : new Usage.Unknown();
  }

  private static long count(JsonObject record, String field) {
    return record.number(field).orElse(0);
  }
}
