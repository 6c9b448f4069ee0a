package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.family.TokenUsage;
import java.time.Duration;
import java.util.List;

/// Bedrock's own figures, which travel in a stream's last document.
///
/// @param plannedAnswer the answer
/// @param begun [System#nanoTime()] when it began
record InvocationMetrics(PlannedAnswer plannedAnswer, long begun) {

  /// The documents, the last one with the figures of this moment.
  List<ObjectNode> addedTo(List<ObjectNode> documents) {
    if (plannedAnswer.isConverse()) {
      ((ObjectNode) documents.getLast().at("/metadata/metrics")).put("latencyMs", elapsed());
    } else {
      documents.getLast().set("amazon-bedrock-invocationMetrics", figures(documents.getLast()));
    }
    return documents;
  }

  private ObjectNode figures(ObjectNode document) {
    TokenUsage tokenUsage = plannedAnswer.tokenUsage();
    return document
        .objectNode()
        .put("inputTokenCount", tokenUsage.inputTokens())
        .put("outputTokenCount", tokenUsage.outputTokens())
        .put("invocationLatency", elapsed())
        .put("firstByteLatency", plannedAnswer.due(0).toMillis());
  }

  private long elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
