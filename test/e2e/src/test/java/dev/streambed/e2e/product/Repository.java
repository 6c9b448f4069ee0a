package dev.streambed.e2e.product;

import java.nio.file.Path;

/// Paths in the repository.
public final class Repository {

  private Repository() {}

  /// The repository's root.
  public static Path root() {
    return Path.of(System.getProperty("streambed.root"));
  }

  /// This module's build folder for output of tests.
  public static Path target() {
    return Path.of(System.getProperty("streambed.target"));
  }

  /// Where all modules keep the function's package with a cache of its classes.
  public static Path trained() {
    return root().resolve("test/local/target/trained");
  }

  /// Test data outside the repository, which may be absent.
  public static Path shared(String folder) {
    return Path.of(System.getProperty("streambed.shared", "absent"), folder);
  }

  /// The `java` of the JVM that runs the tests.
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
