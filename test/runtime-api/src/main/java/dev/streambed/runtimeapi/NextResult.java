package dev.streambed.runtimeapi;

/// What a worker gets that asks for an event.
sealed interface NextResult {

  record Event(Invocation invocation) implements NextResult {}

  /// It may not ask now.
  record Forbidden() implements NextResult {}

  /// More ask than there are workers.
  record TooMany() implements NextResult {}

  /// Nothing: the server stops, or the same worker asks on a newer connection.
  record Dismissed() implements NextResult {}
}
