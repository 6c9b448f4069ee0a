package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;

/// The token counts that callers get for an answer. What neither Bedrock nor the model has counted
/// to the end is `null`: our own guesses are for the ledger.
final class UsageJson {

  private UsageJson() {}

  /// Of a whole answer, as JSON text.
  static String of(Usage usage, String stopReason) {
    Map<String, Json> members = counts(usage);
    members.put("stopReason", stopReason.isEmpty() ? new JsonNull() : new JsonString(stopReason));
    return new JsonObject(members).write();
  }

  /// Of one that was stopped, as JSON text.
  static String of(Usage usage) {
    return new JsonObject(counts(usage)).write();
  }

  /// The members of either, but for the stop reason.
  static Map<String, Json> counts(Usage usage) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("inputTokens", new JsonNull());
    members.put("outputTokens", new JsonNull());
    members.put("cacheReadTokens", new JsonNull());
    members.put("cacheWriteTokens", new JsonNull());
    if (usage instanceof Usage.Counted counted) {
      put(members, counted);
    } else if (usage instanceof Usage.Estimated(Usage.Counted counts, String reason)
        && reason.equals(Usage.Estimated.MODEL_COUNTS)) {
      put(members, counts);
    }
    return members;
  }

  private static void put(Map<String, Json> members, Usage.Counted counted) {
    members.put("inputTokens", JsonNumber.of(counted.input()));
    members.put("outputTokens", JsonNumber.of(counted.output()));
    members.put("cacheReadTokens", JsonNumber.of(counted.cacheRead()));
    members.put("cacheWriteTokens", JsonNumber.of(counted.cacheWrite()));
  }
}
