package dev.streambed.bedrock.family;

/// One chunk of a streamed answer.
///
/// @param part what it adds
/// @param index its place in the answer, 0 for the first
/// @param block the place of its content block in the answer, 0 for the first
/// @param begin the index of the block's first chunk
/// @param isLast whether it ends its block
public record ContentChunk(ContentBlock part, int index, int block, int begin, boolean isLast) {

  /// Whether it begins its block.
  boolean isFirst() {
    return index == begin;
  }

  /// The text, or the empty string where it carries something else.
  String text() {
    return AnswerContent.text(part);
  }
}
