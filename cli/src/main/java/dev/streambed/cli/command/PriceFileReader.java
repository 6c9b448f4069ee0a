package dev.streambed.cli.command;

import dev.streambed.cli.domain.PriceBookVersion;
import dev.streambed.cli.tables.PriceBookParts;
import dev.streambed.gateway.price.PriceBook;
import dev.streambed.gateway.price.PriceBookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads price files. What is wrong with one is said as of any argument.
record PriceFileReader(Path path, StackOptions place) {

  /// @param version its name; absent: made of what is in it
  PriceBook read(Optional<String> version) {
    byte[] bytes = bytes();
    try {
      PriceBook book = PriceBook.parse("unnamed", bytes);
      if (PriceBookParts.split(book.write()).size() > PriceBookParts.MAX_PARTS) {
        throw place.usageError(path + " has more prices than the table takes at once");
      }
      return PriceBook.parse(
          version.orElseGet(() -> PriceBookVersion.ofContent(book.write())), bytes);
    } catch (PriceBookException wrong) {
      throw place.usageError(path + " is no price book: " + wrong.getMessage());
    }
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(path);
    } catch (IOException unreadable) {
      throw place.usageError(path + " cannot be read");
    }
  }
}
