package dev.streambed.gateway.domain;

import java.nio.charset.StandardCharsets;

/// A part of a message that does not fit into one frame.
///
/// @param index the position of the part, from 0 to [#MAX_PARTS] - 1
/// @param last whether this is the part with the highest index
/// @param data a part of the message's JSON text; may start or end within a character
public record PromptPart(int index, boolean last, String data) {

  /// The most parts that a message can have.
  public static final int MAX_PARTS = 64;

  public PromptPart {
    if (index < 0 || index >= MAX_PARTS) {
      throw new IllegalArgumentException("index: " + index);
    }
  }

  /// The size in bytes of UTF-8.
  public int bytes() {
    return data.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Size only: a prompt belongs to the caller and must not be logged.
  @Override
  public String toString() {
    return index + ": " + data.length() + " characters";
  }
}
