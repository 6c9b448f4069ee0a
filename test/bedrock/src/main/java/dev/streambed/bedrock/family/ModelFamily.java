package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;

/// The format of one family of models. Stateless.
///
/// A streamed answer is [#opening], then [#chunk] for every chunk but the last, [#lastChunk], and
/// [#closing]. Bedrock adds its metrics to the last document of all.
public interface ModelFamily {

  /// Reads a request.
  ///
  /// @param body the request, a JSON object
  ParsedBody read(JsonNode body);

  /// The answer in one document.
  ObjectNode whole(AnswerContext answerContext, String text, TokenUsage tokenUsage);

  /// The documents before the text.
  default List<ObjectNode> opening(AnswerContext answerContext, TokenUsage tokenUsage) {
    return List.of();
  }

  /// The documents that carry one chunk.
  ///
  /// @param index 0 for the first
  List<ObjectNode> chunk(
      AnswerContext answerContext, int index, String text, TokenUsage tokenUsage);

  /// The documents that carry the last chunk.
  default List<ObjectNode> lastChunk(
      AnswerContext answerContext, int index, String text, TokenUsage tokenUsage) {
    return chunk(answerContext, index, text, tokenUsage);
  }

  /// The documents after the text.
  ///
  /// @param text the whole text, for families that repeat it at the end
  default List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<String> text, TokenUsage tokenUsage) {
    return List.of();
  }

  /// Whether it can be streamed at all.
  default boolean streams() {
    return true;
  }

  /// Whether a streamed answer to this request comes in chunks; otherwise it is one event.
  default boolean comesInChunks(JsonNode body) {
    return true;
  }
}
