package dev.streambed.gateway.price;

/// What the table of price books says.
sealed interface BookReading {

  /// Another book than the one that is held.
  record Changed(PriceBook book) implements BookReading {}

  /// The one that is held.
  record Unchanged() implements BookReading {}

  /// No book is in use there.
  record None() implements BookReading {}

  /// It says nothing that can be understood, or cannot be reached.
  ///
  /// @param cause for the log: a name, never a message
  record Failed(String cause) implements BookReading {}
}
