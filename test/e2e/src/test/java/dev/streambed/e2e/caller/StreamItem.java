package dev.streambed.e2e.caller;

import com.fasterxml.jackson.databind.JsonNode;

/// An item of an event stream.
public sealed interface StreamItem {

  /// A chunk of text.
  record Text(String content) implements StreamItem {}

  /// A model's own event.
  record Event(JsonNode json) implements StreamItem {}

  /// The tokens.
  record Usage(JsonNode json) implements StreamItem {}

  /// An error.
  record Failure(JsonNode json) implements StreamItem {}

  /// The answer was stopped.
  ///
  /// @param json the event's JSON
  record Stopped(JsonNode json) implements StreamItem {}

  /// The end marker: the answer is complete, or was stopped.
  record Done() implements StreamItem {}

  /// A comment that keeps the connection alive.
  record Ping() implements StreamItem {}

  /// The regular end of the body.
  record End() implements StreamItem {}
}
