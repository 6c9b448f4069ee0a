package dev.streambed.gateway.domain;

/// A part of a streamed answer that the caller sees.
public sealed interface Chunk {

  /// The next characters of the answer; never none.
  record Text(String text) implements Chunk {

    public Text {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("text is empty");
      }
    }
  }

  /// Something other than text: a tool call, reasoning, or an event of an unknown family.
  ///
  /// @param json the model's event, as it came
  record Event(String json) implements Chunk {}
}
