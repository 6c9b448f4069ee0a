package dev.streambed.local;

import dev.streambed.local.domain.LocalStackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder for the functions' packages that is deleted with the stack.
///
/// @param path where it is
record WorkFolder(Path path) implements AutoCloseable {

  static WorkFolder create() {
    try {
      return new WorkFolder(Files.createTempDirectory("streambed-"));
    } catch (IOException refused) {
      throw new LocalStackException(
          LocalStackException.Code.MACHINE, "no temporary folder can be made", refused);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> content = Files.walk(path)) {
      List<Path> deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
      for (Path entry : deepestFirst) {
        Files.deleteIfExists(entry);
      }
    } catch (IOException busy) {
      throw new UncheckedIOException(path + " cannot be removed", busy);
    }
  }
}
