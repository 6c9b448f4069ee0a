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
      String whole = headers.get(limit.limitHeader());
      String remaining = headers.get(limit.remainingHeader());
      String reset = headers.get(limit.resetHeader());
      if (whole != null && remaining != null && reset != null) {
        Map<String, Json> status = new LinkedHashMap<>();
        status.put("limit", new JsonNumber(whole));
        status.put("remaining", new JsonNumber(remaining));
        status.put("resetAfter", new JsonNumber(reset));
        limits.put(limit.wireName(), new JsonObject(status));
      }
    }
    return new JsonObject(limits);
  }
}
