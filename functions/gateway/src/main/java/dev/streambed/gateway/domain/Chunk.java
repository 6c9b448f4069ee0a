package dev.streambed.gateway.domain;

/// A part of a streamed answer that is shown to the caller.
public sealed interface Chunk {

  /// Whether the model wrote it; false for an event that only frames others.
  default boolean hasContent() {
    return true;
  }

  /// The next characters of the answer; never none.
  record Text(String text) implements Chunk {

    public Text {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("text is empty");
      }
    }
  }

  /// Anything other than text: a tool call, reasoning, or an event of an unknown family.
  ///
  /// @param json the model's event, unchanged but for the trace of a guardrail that the operators
  ///   set
  record Event(String json) implements Chunk {}

  /// A frame of Bedrock's own event stream.
  ///
  /// @param type of the event, such as `chunk` or `contentBlockDelta`
  /// @param json the event: the model's own, or Converse's
  /// @param bytes of the whole frame, as it came but for such a trace
  record Frame(String type, String json, Payload bytes, boolean hasContent) implements Chunk {}
}
