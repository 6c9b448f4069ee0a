package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Bedrock says of an answer in Converse's format: in the response of `Converse`, or in the
/// last event of `ConverseStream`.
///
/// @param event has `usage`, and where they apply `serviceTier`, `performanceConfig` and `trace`
record ConverseMetadata(JsonObject event) {

  private static final String ONE_HOUR = "1h";

  /// Bedrock's counts, each token in one of them; empty unless both input and output are told.
  Optional<Usage.Counted> usage() {
    JsonObject usage = event.objectOrEmpty("usage");
    if (usage.count("inputTokens").isEmpty() || usage.count("outputTokens").isEmpty()) {
      return Optional.empty();
    }
    long cacheWrite = count(usage, "cacheWriteInputTokens");
    return Optional.of(
        new Usage.Counted(
                count(usage, "inputTokens"),
                count(usage, "outputTokens"),
                count(usage, "cacheReadInputTokens"),
                cacheWrite)
            .withCacheWrite1h(Math.min(cacheWrite, cacheWrite1h(usage))));
  }

  /// The tier that served the answer, or that it was optimized for latency; empty when it is not
  /// told.
  String serviceTier() {
    return event
        .objectOrEmpty("performanceConfig")
        .text("latency")
        .filter(BedrockResponses.OPTIMIZED::equals)
        .or(() -> event.objectOrEmpty("serviceTier").text("type"))
        .orElse("");
  }

  /// What is told of a guardrail, with the names that `InvokeModel` has for it.
  JsonObject guardrailEvent() {
    JsonObject trace = event.objectOrEmpty("trace");
    if (!trace.has("guardrail")) {
      return JsonObject.EMPTY;
    }
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("amazon-bedrock-guardrailAction", new JsonString("NONE"));
    members.put("amazon-bedrock-trace", trace);
    return new JsonObject(members);
  }

  private static long cacheWrite1h(JsonObject usage) {
    List<Json> details = usage.array("cacheDetails").map(JsonArray::elements).orElse(List.of());
    long tokens = 0;
    for (Json detail : details) {
      if (detail instanceof JsonObject object
          && object.text("ttl").filter(ONE_HOUR::equals).isPresent()) {
        tokens += count(object, "inputTokens");
      }
    }
    return tokens;
  }

  private static long count(JsonObject object, String name) {
    return object.count(name).orElse(0);
  }
}
