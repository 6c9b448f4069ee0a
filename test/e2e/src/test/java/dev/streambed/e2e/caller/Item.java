package dev.streambed.e2e.caller;

import com.fasterxml.jackson.databind.JsonNode;

/// What an event stream can hold.
public sealed interface Item {

  /// A piece of text.
  record Text(String content) implements Item {}

  /// A model's own event.
  record Event(JsonNode json) implements Item {}

  /// The tokens.
  record Usage(JsonNode json) implements Item {}

  /// What went wrong.
  record Failure(JsonNode json) implements Item {}

  /// The answer was stopped.
  ///
  /// @param json what is said of it
  record Stopped(JsonNode json) implements Item {}

  /// There is no more, and nothing is missing but what was stopped.
  record Done() implements Item {}

  /// A comment, so that nobody thinks the connection dead.
  record Ping() implements Item {}

  /// The connection's end of the body, in good order.
  record End() implements Item {}
}
