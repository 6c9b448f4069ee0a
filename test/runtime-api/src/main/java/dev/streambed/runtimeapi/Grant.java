package dev.streambed.runtimeapi;

/// What a worker gets that asks for an event.
sealed interface Grant {

  record Event(Invocation invocation) implements Grant {}

  /// It may not ask now.
  record Forbidden() implements Grant {}

  /// More ask than there are workers.
  record TooMany() implements Grant {}

  /// Nothing: the server stops, or the same worker asks on a newer connection.
  record Dismissed() implements Grant {}
}
