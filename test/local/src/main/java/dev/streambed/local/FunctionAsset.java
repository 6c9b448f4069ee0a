package dev.streambed.local;

import dev.streambed.local.domain.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The function's zip in a cloud assembly of this repository's app.
public final class FunctionAsset {

  private FunctionAsset() {}

  /// The zip. Files of earlier syntheses may be beside it.
  static Path in(Path assembly) throws IOException {
    try (DirectoryStream<Path> manifests =
        Files.newDirectoryStream(assembly, "*-service.assets.json")) {
      return Json.read(manifests.iterator().next())
          .path("files")
          .valueStream()
          .map(file -> file.path("source").path("path").asText())
          .filter(name -> name.endsWith(".zip"))
          .map(assembly::resolve)
          .findFirst()
          .orElseThrow();
    }
  }

  /// Puts an unpacked package in its place; the local stack takes a folder as well.
  public static void replace(Path assembly, Path folder) throws IOException {
    Path zip = in(assembly);
    Files.delete(zip);
    Files.createSymbolicLink(zip, folder.toAbsolutePath());
  }
}
