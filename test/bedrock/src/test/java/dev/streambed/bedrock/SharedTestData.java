package dev.streambed.bedrock;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Test data that lies outside the repository and may be absent.
public final class SharedTestData {

  private SharedTestData() {}

  /// A folder of it; without it the calling test is skipped.
  public static Path folder(String name) {
    Path folder = Path.of(System.getProperty("streambed.shared", "shared"), name);
    assumeTrue(Files.isDirectory(folder), () -> "needs the shared test data '" + name + "'");
    return folder;
  }

  /// The files below a folder whose names end so, sorted.
  public static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .sorted()
          .toList();
    }
  }
}
