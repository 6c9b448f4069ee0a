package dev.streambed.local.domain;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A function's package as a zip.
public final class FunctionZip {

  private FunctionZip() {}

  /// Unpacks a package with its unix modes, as Lambda does.
  ///
  /// @param into an empty folder, or one that does not exist
  public static void unpack(Path zip, Path into) throws IOException {
    try (FileSystem content =
            FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
        Stream<Path> entries = Files.walk(content.getPath("/"))) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        copy(entry, into.resolve(entry.toString().substring(1)));
      }
    }
  }

  private static void copy(Path entry, Path target) throws IOException {
    if (Files.isDirectory(entry)) {
      Files.createDirectories(target);
    } else {
      Files.copy(entry, target, LinkOption.NOFOLLOW_LINKS);
      Files.setPosixFilePermissions(target, readable(entry));
    }
  }

  // A zip may have been created without file modes: Lambda then makes files readable for all.
  private static Set<PosixFilePermission> readable(Path entry) throws IOException {
    Set<PosixFilePermission> declared = Files.getPosixFilePermissions(entry);
    return declared.isEmpty()
        ? Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OTHERS_READ)
        : declared;
  }
}
