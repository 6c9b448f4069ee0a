package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.family.AnswerContext;
import dev.streambed.bedrock.family.CacheUsage;
import dev.streambed.bedrock.family.Guardrail;
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
    addMetrics(documents, Duration.ofNanos(System.nanoTime() - begun).toMillis());
    return documents;
  }

  /// The answer in one document.
  ObjectNode whole() {
    ObjectNode document = modelFamily.whole(answerContext, contentChunks.whole(), tokenUsage);
    if (isConverse) {
      document.withObject("metrics").put("latencyMs", due(last()).toMillis());
    } else {
      addGuardrail(document);
    }
    return document;
  }

  /// Adds what a guardrail did, where there is one.
  private void addGuardrail(ObjectNode document) {
    boolean hasIntervened = answerContext.guardrailAction() != Guardrail.Action.NONE;
    if (hasIntervened || answerContext.options().guardrail().isPresent()) {
      document.put("amazon-bedrock-guardrailAction", answerContext.guardrailAction().wireName());
    }
    answerContext
        .options()
        .guardrail()
        .flatMap(guardrail -> guardrail.nativeTrace(answerContext))
        .ifPresent(trace -> document.set("amazon-bedrock-trace", trace));
  }

  private void addMetrics(List<ObjectNode> documents, long elapsed) {
    ObjectNode last = documents.getLast();
    if (isConverse) {
      ((ObjectNode) last.at("/metadata/metrics")).put("latencyMs", elapsed);
    } else {
      addGuardrail(last);
      last.set("amazon-bedrock-invocationMetrics", metrics(elapsed));
    }
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
