package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.family.Tally;
import java.time.Duration;
import java.util.List;

/// Bedrock's own figures, which travel in a stream's last document.
///
/// @param performance the answer
/// @param begun [System#nanoTime()] when it began
record Metrics(Performance performance, long begun) {

  /// The documents, the last one with the figures of this moment.
  List<ObjectNode> addedTo(List<ObjectNode> documents) {
    if (performance.isConverse()) {
      ((ObjectNode) documents.getLast().at("/metadata/metrics")).put("latencyMs", elapsed());
    } else {
      documents.getLast().set("amazon-bedrock-invocationMetrics", figures(documents.getLast()));
    }
    return documents;
  }

  private ObjectNode figures(ObjectNode document) {
    Tally tally = performance.tally();
    return document
        .objectNode()
        .put("inputTokenCount", tally.inputTokens())
        .put("outputTokenCount", tally.outputTokens())
        .put("invocationLatency", elapsed())
        .put("firstByteLatency", performance.due(0).toMillis());
  }

  private long elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
