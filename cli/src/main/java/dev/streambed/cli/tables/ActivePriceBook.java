package dev.streambed.cli.tables;

import dev.streambed.gateway.price.PriceBook;
import dev.streambed.gateway.price.PriceBookException;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/// The price book that answers are priced by.
public final class ActivePriceBook {

  private ActivePriceBook() {}

  /// The book; absent when whoever asks may not read it, or it cannot be read.
  public static Optional<PriceBook> load(StackTables stackTables, Instant now) {
    if (stackTables.names().prices().isEmpty()) {
      return Optional.of(PriceBook.bundled());
    }
    try {
      PriceBookTable priceBookTable = new PriceBookTable(stackTables, now);
      Optional<String> used = priceBookTable.currentVersion();
      return used.isEmpty() ? Optional.of(PriceBook.bundled()) : priceBookTable.find(used.get());
    } catch (SdkException | PriceBookException unreadable) {
      return Optional.empty();
    }
  }
}
