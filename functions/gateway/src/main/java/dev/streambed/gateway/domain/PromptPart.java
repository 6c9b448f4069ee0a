package dev.streambed.gateway.domain;

import java.nio.charset.StandardCharsets;

/// Part of a message that is longer than one frame.
///
/// @param index its place, from 0 to [#MAX_PARTS] less one
/// @param last whether no part has a higher index
/// @param data part of the message's JSON text; may begin or end within a character
public record PromptPart(int index, boolean last, String data) {

  /// How many parts a message can have.
  public static final int MAX_PARTS = 64;

  public PromptPart {
    if (index < 0 || index >= MAX_PARTS) {
      throw new IllegalArgumentException("index: " + index);
    }
  }

  /// In UTF-8.
  public int bytes() {
    return data.getBytes(StandardCharsets.UTF_8).length;
  }

  /// The size only: a prompt is the caller's and must not be logged.
  @Override
  public String toString() {
    return index + ": " + data.length() + " characters";
  }
}
