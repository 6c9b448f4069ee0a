package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.embedding.EmbeddingFamily;
import dev.streambed.bedrock.embedding.EmbeddingResult;
import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.model.AnswerBody;
import dev.streambed.bedrock.model.BilledTokens;
import dev.streambed.bedrock.protocol.AwsError;
import dev.streambed.bedrock.protocol.Json;
import java.time.Duration;
import java.util.Map;

/// Answers InvokeModel of an embedding model.
final class EmbeddingAnswer {

  private EmbeddingAnswer() {}

  static Answer answer(EmbeddingFamily embeddingFamily, JsonNode body) {
    long begun = System.nanoTime();
    return switch (embeddingFamily.answer(body)) {
      case EmbeddingResult.Invalid(String message) -> Answer.refused(AwsError.validation(message));
      case EmbeddingResult.Vectors(var document, int inputTokens) -> {
        byte[] bytes = Json.write(document);
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        Map<String, String> headers =
            Map.of(
                "content-type", Answer.JSON,
                "x-amzn-bedrock-input-token-count", String.valueOf(inputTokens),
                "x-amzn-bedrock-invocation-latency", String.valueOf(time.toMillis()));
        yield new Answer(Duration.ZERO, 200, headers, new AnswerBody.Whole(bytes))
            .billedFor(new BilledTokens(inputTokens, 0, 0, 0));
      }
    };
  }
}
