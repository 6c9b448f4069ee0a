package dev.streambed.gateway.price;

/// What the table of price books says.
sealed interface PriceBookLookup {

  /// Another book than the one that is held.
  record Changed(PriceBook book) implements PriceBookLookup {}

  /// The one that is held.
  record Unchanged() implements PriceBookLookup {}

  /// No book is in use there.
  record None() implements PriceBookLookup {}

  /// It says nothing that can be understood, or cannot be reached.
  ///
  /// @param cause for the log: a name, never a message
  record Failed(String cause) implements PriceBookLookup {}
}
