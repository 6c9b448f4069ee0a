package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;

/// What an answer of the Converse API says of itself: its counts, and how Bedrock served it.
final class ConverseMetadata {

  private ConverseMetadata() {}

  static ObjectNode usage(TokenUsage tokenUsage) {
    ObjectNode usage =
        Json.object()
            .put("inputTokens", tokenUsage.inputTokens())
            .put("outputTokens", tokenUsage.outputTokens());
    if (tokenUsage.cacheUsage().isUsed()) {
      cache(usage, tokenUsage.cacheUsage());
    }
    usage.putObject("serverToolUsage");
    return usage.put("totalTokens", tokenUsage.totalTokens());
  }

  /// Bedrock sends each count under an old name and a new one.
  private static void cache(ObjectNode usage, CacheUsage cacheUsage) {
    usage
        .put("cacheReadInputTokenCount", cacheUsage.read())
        .put("cacheReadInputTokens", cacheUsage.read())
        .put("cacheWriteInputTokenCount", cacheUsage.allWritten())
        .put("cacheWriteInputTokens", cacheUsage.allWritten());
    cacheDetail(usage, "5m", cacheUsage.written());
    cacheDetail(usage, "1h", cacheUsage.writtenForAnHour());
  }

  private static void cacheDetail(ObjectNode usage, String ttl, int tokens) {
    if (tokens > 0) {
      usage.withArray("cacheDetails").addObject().put("inputTokens", tokens).put("ttl", ttl);
    }
  }

  /// Adds tier, latency and the guardrail's trace.
  static ObjectNode withOptions(ObjectNode holder, AnswerContext answerContext) {
    RequestOptions options = answerContext.options();
    options
        .latency()
        .ifPresent(latency -> holder.putObject("performanceConfig").put("latency", latency));
    options.serviceTier().ifPresent(tier -> holder.putObject("serviceTier").put("type", tier));
    options
        .guardrail()
        .flatMap(guardrail -> guardrail.trace(answerContext))
        .ifPresent(trace -> holder.set("trace", trace));
    return holder;
  }
}
