package dev.streambed.ownruntime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A JVM with a few modules, made by `jlink`.
///
/// @param folder where it is
record RuntimeImage(Path folder) {

  /// Links one.
  ///
  /// @param folder where it is put; does not exist
  /// @param jmods the folder of the modules of a JDK 25 for the architecture; absent for those of
  ///   the JDK that runs this
  /// @param more modules besides the required ones
  /// @throws PackagingException if the modules are for another architecture, or none can be read
  static RuntimeImage link(
      Path folder, Architecture architecture, Optional<Path> jmods, List<String> more)
      throws IOException, InterruptedException {
    Set<String> modules = new TreeSet<>(RequiredModules.ALL);
    modules.addAll(more);
    List<String> arguments = new ArrayList<>();
    jmods.ifPresent(path -> arguments.addAll(List.of("--module-path", path.toString())));
    arguments.addAll(
        List.of(
            "--add-modules",
            String.join(",", modules),
            // What Lambda downloads is compressed as a whole, better than piece by piece.
            "--compress=zip-0",
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            folder.toString()));
    JdkTool.named("jlink").run(arguments);
    RuntimeImage image = new RuntimeImage(folder);
    image.requireFor(architecture);
    Files.write(folder.resolve("build-id"), image.buildId().line("\n"));
    return image;
  }

  /// Names its content.
  BuildId buildId() throws IOException {
    return BuildId.of(folder.resolve("lib/modules"), virtualMachine());
  }

  private Path virtualMachine() {
    return folder.resolve("lib/server/libjvm.so");
  }

  private void requireFor(Architecture architecture) throws IOException {
    Optional<Architecture> found = Architecture.ofLibrary(virtualMachine());
    if (!found.equals(Optional.of(architecture))) {
      throw new PackagingException(
          "the modules are for %s, and the package is for %s: --jmods names the modules of a JDK 25 for it"
              .formatted(
                  found.map(Architecture::toString).orElse("another machine"), architecture));
    }
  }
}
