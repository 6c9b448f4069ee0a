package dev.streambed.e2e.caller;

import com.fasterxml.jackson.databind.JsonNode;

/// What an event stream can hold.
public sealed interface StreamItem {

  /// A piece of text.
  record Text(String content) implements StreamItem {}

  /// A model's own event.
  record Event(JsonNode json) implements StreamItem {}

  /// The tokens.
  record Usage(JsonNode json) implements StreamItem {}

  /// What went wrong.
  record Failure(JsonNode json) implements StreamItem {}

  /// The answer was stopped.
  ///
  /// @param json what is said of it
  record Stopped(JsonNode json) implements StreamItem {}

  /// There is no more, and nothing is missing but what was stopped.
  record Done() implements StreamItem {}

  /// A comment, so that nobody thinks the connection dead.
  record Ping() implements StreamItem {}

  /// The connection's end of the body, in good order.
  record End() implements StreamItem {}
}
