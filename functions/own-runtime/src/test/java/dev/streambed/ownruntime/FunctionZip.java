package dev.streambed.ownruntime;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the build has packed for the managed runtime.
final class FunctionZip {

  private FunctionZip() {}

  static Path built() throws IOException {
    Path target = Path.of(System.getProperty("streambed.root"), "functions/gateway/target");
    try (DirectoryStream<Path> zips = Files.newDirectoryStream(target, "streambed-gateway-*.zip")) {
      return zips.iterator().next();
    }
  }

  /// Skips a test where the JDK has no tool to link a JVM.
  static void needJlink() {
    if (!JdkTool.named("jlink").exists()) {
      abort("this JDK has no jlink");
    }
  }
}
