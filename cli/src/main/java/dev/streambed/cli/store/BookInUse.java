package dev.streambed.cli.store;

import dev.streambed.gateway.price.PriceBook;
import dev.streambed.gateway.price.PriceBookException;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/// The price book that answers are priced by.
public final class BookInUse {

  private BookInUse() {}

  /// The book; absent when whoever asks may not read it, or it cannot be read.
  public static Optional<PriceBook> of(Tables tables, Instant now) {
    if (tables.names().prices().isEmpty()) {
      return Optional.of(PriceBook.bundled());
    }
    try {
      Books books = new Books(tables, now);
      Optional<String> used = books.used();
      return used.isEmpty() ? Optional.of(PriceBook.bundled()) : books.find(used.get());
    } catch (SdkException | PriceBookException unreadable) {
      return Optional.empty();
    }
  }
}
