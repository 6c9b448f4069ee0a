package dev.streambed.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Copies of files with their modes, and links.
final class Copies {

  private Copies() {}

  static void all(Path from, Path into, List<String> names) throws IOException {
    for (String name : names) {
      Files.copy(
          from.resolve(name),
          into.resolve(name),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  static boolean isSame(Path left, Path right, String name) throws IOException {
    Path copy = right.resolve(name);
    return Files.exists(copy) && Files.mismatch(left.resolve(name), copy) < 0;
  }

  static void link(Path link, Path target) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }
}
