package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;

/// The format of one family of models. Stateless.
///
/// A streamed answer is [#opening], then [#piece] for every piece but the last, [#lastPiece], and
/// [#closing]. Bedrock adds its metrics to the last document of all.
public interface Family {

  /// Reads a request.
  ///
  /// @param body the request, a JSON object
  Reading read(JsonNode body);

  /// The answer in one document.
  ObjectNode whole(Turn turn, String text, Tally tally);

  /// What comes before the text.
  default List<ObjectNode> opening(Turn turn, Tally tally) {
    return List.of();
  }

  /// The documents that carry one piece.
  ///
  /// @param index 0 for the first
  List<ObjectNode> piece(Turn turn, int index, String text, Tally tally);

  /// The documents that carry the last piece.
  default List<ObjectNode> lastPiece(Turn turn, int index, String text, Tally tally) {
    return piece(turn, index, text, tally);
  }

  /// What comes after the text.
  ///
  /// @param text the whole of it, for the families that say it all once more
  default List<ObjectNode> closing(Turn turn, Supplier<String> text, Tally tally) {
    return List.of();
  }

  /// Whether it can be streamed at all.
  default boolean streams() {
    return true;
  }

  /// Whether a streamed answer to this request comes in pieces; otherwise it comes in one.
  default boolean comesInPieces(JsonNode body) {
    return true;
  }
}
