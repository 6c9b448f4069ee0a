package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;
import java.util.function.Supplier;

/// The format of one family of models. Stateless.
///
/// A streamed answer is [#opening], then [#chunk] for every chunk but the last, [#lastChunk], and
/// [#closing]. Bedrock adds its metrics to the last document of all.
public interface ModelFamily {

  /// Reads a request.
  ///
  /// @param model whose limits the request must keep
  /// @param body the request, a JSON object
  ParsedBody read(ModelId model, JsonNode body);

  /// The answer in one document.
  ObjectNode whole(AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage);

  /// The documents before the content.
  default List<ObjectNode> opening(AnswerContext answerContext, TokenUsage tokenUsage) {
    return List.of();
  }

  /// The documents that carry one chunk; none where the family sends the chunk's block only when it
  /// is complete.
  List<ObjectNode> chunk(AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage);

  /// The documents that carry the last chunk.
  default List<ObjectNode> lastChunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    return chunk(answerContext, piece, tokenUsage);
  }

  /// The documents after the content.
  ///
  /// @param answerContent the whole content, for families that repeat it at the end
  default List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<AnswerContent> answerContent, TokenUsage tokenUsage) {
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

  /// Whether it can cite the sources of its text.
  default boolean cites() {
    return false;
  }

  /// Whether it can call tools.
  default boolean callsTools() {
    return false;
  }

  /// Whether it shows the reasoning of this model.
  default boolean reasons(ModelId model) {
    return false;
  }

  /// Whether it can encrypt the reasoning of this model.
  default boolean redacts(ModelId model) {
    return false;
  }
}
