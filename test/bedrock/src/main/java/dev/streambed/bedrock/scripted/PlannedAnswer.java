package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.family.AnswerContext;
import dev.streambed.bedrock.family.CacheUsage;
import dev.streambed.bedrock.family.ModelFamily;
import dev.streambed.bedrock.family.TokenUsage;
import dev.streambed.bedrock.protocol.Json;
import java.time.Duration;
import java.util.List;

/// An answer as planned before it begins.
///
/// @param modelFamily the format
/// @param answerContext the question
/// @param contentChunks the content
/// @param tokenUsage the token counts
/// @param script when it is said
/// @param isConverse whether it goes through the Converse API
record PlannedAnswer(
    ModelFamily modelFamily,
    AnswerContext answerContext,
    ContentChunks contentChunks,
    TokenUsage tokenUsage,
    Script script,
    boolean isConverse) {

  /// When the chunk is due, from the beginning.
  ///
  /// @param index 0 for the first
  Duration due(int index) {
    return script.first().plus(script.interval().multipliedBy(index));
  }

  /// The index of the last chunk.
  int last() {
    return contentChunks.count() - 1;
  }

  /// Adds Bedrock's own figures of this moment to the last document of a stream.
  ///
  /// @param begun [System#nanoTime()] when the answer began
  List<ObjectNode> withMetrics(List<ObjectNode> documents, long begun) {
    long elapsed = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    ObjectNode last = documents.getLast();
    if (isConverse) {
      ((ObjectNode) last.at("/metadata/metrics")).put("latencyMs", elapsed);
    } else {
      last.set("amazon-bedrock-invocationMetrics", metrics(elapsed));
    }
    return documents;
  }

  private ObjectNode metrics(long elapsed) {
    ObjectNode metrics =
        Json.object()
            .put("inputTokenCount", tokenUsage.inputTokens())
            .put("outputTokenCount", tokenUsage.outputTokens())
            .put("invocationLatency", elapsed)
            .put("firstByteLatency", due(0).toMillis());
    CacheUsage cacheUsage = tokenUsage.cacheUsage();
    return cacheUsage.isUsed()
        ? metrics
            .put("cacheReadInputTokenCount", cacheUsage.read())
            .put("cacheWriteInputTokenCount", cacheUsage.allWritten())
        : metrics;
  }
}
