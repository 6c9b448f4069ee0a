package dev.streambed.cli.command;

import dev.streambed.cli.store.BookParts;
import dev.streambed.cli.vocabulary.BookVersion;
import dev.streambed.gateway.price.PriceBook;
import dev.streambed.gateway.price.PriceBookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads price files. What is wrong with one is said as of any argument.
record BookFile(Path path, PlaceOptions place) {

  /// @param version its name; absent: made of what is in it
  PriceBook read(Optional<String> version) {
    byte[] bytes = bytes();
    try {
      PriceBook book = PriceBook.parse("unnamed", bytes);
      if (BookParts.of(book.write()).size() > BookParts.MOST) {
        throw place.wrong(path + " has more prices than the table takes at once");
      }
      return PriceBook.parse(version.orElseGet(() -> BookVersion.ofContent(book.write())), bytes);
    } catch (PriceBookException wrong) {
      throw place.wrong(path + " is no price book: " + wrong.getMessage());
    }
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(path);
    } catch (IOException unreadable) {
      throw place.wrong(path + " cannot be read");
    }
  }
}
