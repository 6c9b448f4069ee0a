package dev.streambed.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Packages [EmptyFunction] as the gateway is packaged: the same start script and so the same JVM
/// options, the same runtime, one jar.
final class EmptyFunctionPackage {

  private EmptyFunctionPackage() {}

  /// @param gateway the gateway, without a JVM of its own
  /// @param folder a new folder
  static FunctionPackage like(FunctionPackage gateway, String name, Path folder)
      throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    Files.copy(
        gateway.folder().resolve(FunctionPackage.BOOTSTRAP),
        folder.resolve(FunctionPackage.BOOTSTRAP),
        StandardCopyOption.COPY_ATTRIBUTES);
    writeJar(folder.resolve("lib/streambed-function.jar"));
    return new FunctionPackage(name, folder, gateway.runtime(), EmptyFunction.class.getName());
  }

  private static void writeJar(Path jar) throws IOException {
    String entry = EmptyFunction.class.getName().replace('.', '/') + ".class";
    try (InputStream content =
            Objects.requireNonNull(EmptyFunction.class.getResourceAsStream("/" + entry));
        OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.putNextEntry(new ZipEntry(entry));
      content.transferTo(out);
    }
  }
}
