package dev.streambed.gateway.response;

import dev.streambed.gateway.json.JsonStringWriter;

/// A message of an answer that waits to be posted. Not thread-safe.
sealed interface PendingMessage {

  /// Text, which more text may be added to while it waits.
  record Text(StringBuilder text) implements PendingMessage {

    static Text of(String text) {
      return new Text(new StringBuilder(text));
    }
  }

  /// Anything else, which goes as it is.
  ///
  /// @param members of the message, as JSON text without braces
  record Whole(String members) implements PendingMessage {}

  /// How much memory it takes, about, in characters.
  default int size() {
    return switch (this) {
      case Text(StringBuilder text) -> text.length();
      case Whole(String members) -> members.length();
    };
  }

  /// Takes the members of the next message out of this draft.
  ///
  /// @param mostBytes of JSON for a text; what is over stays
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

  /// Whether all of it has been taken, once [#take] was called.
  default boolean isTaken() {
    return switch (this) {
      case Whole _ -> true;
      case Text(StringBuilder text) -> text.isEmpty();
    };
  }
}
