package dev.streambed.gateway.price;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;

/// Re-rates usage records by another price book.
///
/// @param bookPricing the pricing by the other book
public record RecordPricing(BookPricing bookPricing) {

  /// The fields that replace `cost_nano_usd` and `price_version` in the record; a field that is
  /// absent here is to be removed.
  ///
  /// @param record the fields of a usage record, or of its log line
  public JsonObject costFields(JsonObject record) {
    String modelId = record.text("model_id").orElse("");
    return fields(bookPricing.cost(modelId, usage(record)));
  }

  /// The fields of a cost.
  public static JsonObject fields(Cost cost) {
    Map<String, Json> fields = new LinkedHashMap<>();
    switch (cost) {
      case Cost.Priced(long nanoUsd, String priceVersion) -> {
        fields.put("cost_nano_usd", JsonNumber.of(nanoUsd));
        fields.put("price_version", new JsonString(priceVersion));
      }
      case Cost.Unpriced() -> fields.put("price_version", new JsonString("unpriced"));
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
