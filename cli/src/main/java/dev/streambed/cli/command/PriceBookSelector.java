package dev.streambed.cli.command;

import dev.streambed.cli.domain.PriceBookVersion;
import dev.streambed.cli.tables.PriceBookTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.gateway.price.PriceBook;
import java.time.Instant;
import java.util.Optional;

/// Finds a price book by what people call it.
final class PriceBookSelector {

  private PriceBookSelector() {}

  /// @param version one in the table; or `bundled`, or that one's whole version
  static Optional<PriceBook> find(StackTables stackTables, Instant now, String version) {
    if (version.startsWith(PriceBookVersion.BUNDLED)) {
      PriceBook bundled = PriceBook.bundled();
      boolean meant = version.equals(PriceBookVersion.BUNDLED) || version.equals(bundled.version());
      return meant ? Optional.of(bundled) : Optional.empty();
    }
    return PriceBookVersion.isValid(version)
        ? new PriceBookTable(stackTables, now).find(version)
        : Optional.empty();
  }
}
