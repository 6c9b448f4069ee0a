package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is left of a customer's limits, where a message has no headers.
public final class LimitsJson {

  private LimitsJson() {}

  /// The rate-limit headers as an object by the limits' names: `limit`, `remaining` and
  /// `resetAfter`, in seconds. Empty when there are none.
  public static JsonObject of(Map<String, String> headers) {
    Map<String, Json> limits = new LinkedHashMap<>();
    for (Limit limit : Limit.values()) {
      String whole = headers.get("x-ratelimit-limit-" + limit.headerSuffix());
      if (whole != null) {
        Map<String, Json> status = new LinkedHashMap<>();
        status.put("limit", new JsonNumber(whole));
        status.put("remaining", number(headers, "remaining", limit));
        status.put("resetAfter", number(headers, "reset", limit));
        limits.put(limit.wireName(), new JsonObject(status));
      }
    }
    return new JsonObject(limits);
  }

  private static JsonNumber number(Map<String, String> headers, String what, Limit limit) {
    return new JsonNumber(
        headers.getOrDefault("x-ratelimit-" + what + "-" + limit.headerSuffix(), "0"));
  }
}
