package dev.streambed.desugar;

import java.io.IOException;
import java.nio.file.Path;

/// Rewrites a jar for the build.
public final class Main {

  private Main() {}

  /// Rewrites a jar.
  ///
  /// @param arguments a jar, and the jar to write
  public static void main(String[] arguments) throws IOException {
    Jar.read(Path.of(arguments[0])).desugared().write(Path.of(arguments[1]));
  }
}
