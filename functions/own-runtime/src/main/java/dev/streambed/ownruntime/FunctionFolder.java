package dev.streambed.ownruntime;

import dev.streambed.local.domain.FunctionZip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The package as Lambda unpacks it.
///
/// @param root what is `/var/task` on Lambda
record FunctionFolder(Path root) {

  private static final String JAR = "lib/streambed-function.jar";
  private static final String JVM = "jre";
  private static final String CACHE = "app.aot";

  /// The largest package that Lambda takes, unpacked.
  private static final long LIMIT = 250L << 20;

  /// Unpacks what the managed runtime gets, and adds a JVM.
  ///
  /// @param zip the function's zip
  /// @param root a folder, which is replaced
  /// @param jmods the folder of the modules of a JDK 25 for the architecture; absent for those of
  ///   the JDK that runs this
  /// @param more modules besides the required ones
  static FunctionFolder create(
      Path zip, Path root, Architecture architecture, Optional<Path> jmods, List<String> more)
      throws IOException, InterruptedException {
    delete(root);
    Files.createDirectories(root);
    FunctionFolder folder = new FunctionFolder(root);
    FunctionZip.unpack(zip, root);
    folder.deleteLibrariesForOthers(architecture);
    RequiredModules.check(root.resolve(JAR));
    BuildId jar = folder.identifyJar();
    RuntimeImage image = RuntimeImage.link(root.resolve(JVM), architecture, jmods, more);
    folder.writeIds(jar, image.buildId());
    return folder;
  }

  /// Where the cache is made.
  Path cache() {
    return root.resolve(CACHE);
  }

  /// The sum of its files in bytes.
  ///
  /// @throws PackagingException if Lambda would not take it
  long size() throws IOException {
    long size = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        size += Files.size(file);
      }
    }
    if (size > LIMIT) {
      throw new PackagingException(
          "the package is larger than the 250 MB that Lambda takes: %d MB".formatted(size >> 20));
    }
    return size;
  }

  private void deleteLibrariesForOthers(Architecture architecture) throws IOException {
    try (DirectoryStream<Path> machines = Files.newDirectoryStream(root.resolve("native"))) {
      for (Path machine : machines) {
        if (!machine.endsWith(architecture.machine())) {
          delete(machine);
        }
      }
    }
  }

  private BuildId identifyJar() throws IOException {
    Path jar = root.resolve(JAR);
    Path original = root.resolve(JAR + ".original");
    Files.move(jar, original);
    BuildId buildId = BuildId.of(original);
    FunctionJar.write(original, buildId, jar);
    Files.delete(original);
    return buildId;
  }

  // What the start script compares.
  private void writeIds(BuildId jar, BuildId jvm) throws IOException {
    Files.writeString(
        root.resolve(CACHE + ".id"),
        "%s %s\n%s/build-id %s\n".formatted(JAR, jar.text(), JVM, jvm.text()),
        StandardCharsets.UTF_8);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
