package dev.streambed.e2e.product;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.streambed.ownruntime.Main;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The function with a JVM of its own, as `./streambed package own-runtime` makes it.
///
/// @param zip the package
/// @param architecture the architecture of this machine
record OwnRuntimePackage(Path zip, String architecture) {

  /// Makes it; the test is skipped if the JDK cannot link a JVM.
  ///
  /// @param name the name of the build folder
  static OwnRuntimePackage make(String name) throws IOException, InterruptedException {
    if (!Files.isExecutable(Repository.java().resolveSibling("jlink"))) {
      abort("this JDK has no jlink");
    }
    Path folder = Files.createDirectories(Repository.target().resolve(name + "-package"));
    int result =
        Main.run(
            "--zip",
            managedZip().toString(),
            "--assembly",
            Synthesis.ofTheTraining(name + "-training").toString(),
            "--output",
            folder.toString());
    if (result != 0) {
      throw new IllegalStateException("the function is not packed: exit " + result);
    }
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
    return new OwnRuntimePackage(
        folder.toAbsolutePath().resolve("own-runtime-" + architecture + ".zip"), architecture);
  }

  private static Path managedZip() throws IOException {
    try (DirectoryStream<Path> zips =
        Files.newDirectoryStream(
            Repository.root().resolve("functions/gateway/target"), "streambed-gateway-*.zip")) {
      return zips.iterator().next();
    }
  }
}
