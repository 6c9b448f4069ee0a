package dev.streambed.cli.command;

import dev.streambed.cli.store.Books;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.BookVersion;
import dev.streambed.gateway.price.PriceBook;
import java.time.Instant;
import java.util.Optional;

/// Finds a price book by what people call it.
final class BookChoice {

  private BookChoice() {}

  /// @param version one in the table; or `bundled`, or that one's whole version
  static Optional<PriceBook> find(Tables tables, Instant now, String version) {
    if (version.startsWith(BookVersion.BUNDLED)) {
      PriceBook bundled = PriceBook.bundled();
      boolean meant = version.equals(BookVersion.BUNDLED) || version.equals(bundled.version());
      return meant ? Optional.of(bundled) : Optional.empty();
    }
    return BookVersion.isFit(version) ? new Books(tables, now).find(version) : Optional.empty();
  }
}
