package dev.streambed.gateway.response;

import dev.streambed.gateway.json.JsonStringWriter;

/// A message of an answer that waits to be posted. Not thread-safe.
sealed interface PendingMessage {

  /// Text. More text can be appended while it waits.
  record Text(StringBuilder text) implements PendingMessage {

    static Text of(String text) {
      return new Text(new StringBuilder(text));
    }
  }

  /// Any other message, posted unchanged.
  ///
  /// @param members the members of the message, as JSON text without braces
  record Whole(String members) implements PendingMessage {}

  /// The approximate size in characters.
  default int size() {
    return switch (this) {
      case Text(StringBuilder text) -> text.length();
      case Whole(String members) -> members.length();
    };
  }

  /// Removes and returns the members of the next message to post.
  ///
  /// @param mostBytes the most bytes of JSON for text; the rest stays
  default String take(int mostBytes) {
    return switch (this) {
      case Whole(String members) -> members;
      case Text(StringBuilder text) -> {
        int end = JsonStringLength.fitting(text, mostBytes);
        StringBuilder members = new StringBuilder("\"type\":\"content\",\"content\":");
        JsonStringWriter.appendQuoted(members, text.substring(0, end));
        text.delete(0, end);
        yield members.toString();
      }
    };
  }

  /// Whether everything has been taken. Meaningful after the first [#take].
  default boolean isTaken() {
    return switch (this) {
      case Whole _ -> true;
      case Text(StringBuilder text) -> text.isEmpty();
    };
  }
}
