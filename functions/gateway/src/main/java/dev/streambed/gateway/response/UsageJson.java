package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The token counts and the cost in an answer, as JSON. Counts are `null` unless Bedrock or the
/// model has counted the whole answer: the gateway's own estimates appear only in the ledger.
final class UsageJson {

  private UsageJson() {}

  /// The counts, the cost and the stop reason of a complete answer, as JSON text.
  static String of(Usage usage, Optional<AnswerCost> cost, String stopReason) {
    Map<String, Json> members = members(usage, cost);
    members.put("stopReason", stopReason.isEmpty() ? new JsonNull() : new JsonString(stopReason));
    return new JsonObject(members).write();
  }

  /// The counts and the cost of a stopped answer, as JSON text.
  static String of(Usage usage, Optional<AnswerCost> cost) {
    return new JsonObject(members(usage, cost)).write();
  }

  /// The counts of the whole answer; empty unless Bedrock or the model has counted it.
  static Optional<Usage.Counted> counted(Usage usage) {
    return switch (usage) {
      case Usage.Counted counts -> Optional.of(counts);
      case Usage.Estimated(Usage.Counted counts, String reason)
          when reason.equals(Usage.Estimated.MODEL_COUNTS) ->
          Optional.of(counts);
      default -> Optional.empty();
    };
  }

  /// The members that complete and stopped answers share.
  static Map<String, Json> members(Usage usage, Optional<AnswerCost> cost) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("inputTokens", new JsonNull());
    members.put("outputTokens", new JsonNull());
    members.put("cacheReadTokens", new JsonNull());
    members.put("cacheWriteTokens", new JsonNull());
    counted(usage).ifPresent(counts -> put(members, counts));
    members.put("costNanoUsd", AnswerCost.nanoUsd(cost, usage));
    return members;
  }

  private static void put(Map<String, Json> members, Usage.Counted counted) {
    members.put("inputTokens", JsonNumber.of(counted.input()));
    members.put("outputTokens", JsonNumber.of(counted.output()));
    members.put("cacheReadTokens", JsonNumber.of(counted.cacheRead()));
    members.put("cacheWriteTokens", JsonNumber.of(counted.cacheWrite()));
  }
}
