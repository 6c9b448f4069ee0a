package dev.streambed.local.lambda;

import dev.streambed.local.domain.LocalStackException;
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

/// The folder of a function's package, which is `/var/task` on Lambda.
///
/// @param folder the unpacked package
record TaskRoot(Path folder) {

  private static final String ON_LAMBDA = "/var/task";

  /// Unpacks a package with its unix modes.
  ///
  /// @param code a zip, or a folder, which is used where it is
  /// @param into an empty folder
  static TaskRoot unpack(Path code, Path into) {
    if (Files.isDirectory(code)) {
      return new TaskRoot(code);
    }
    try (FileSystem zip =
        FileSystems.newFileSystem(code, Map.of("enablePosixFileAttributes", true))) {
      copy(zip.getPath("/"), into);
      return new TaskRoot(into);
    } catch (IOException broken) {
      throw new LocalStackException(
          LocalStackException.Code.ASSEMBLY, "the package " + code + " cannot be unpacked", broken);
    }
  }

  /// A path or text with `/var/task` replaced by the local folder.
  String here(String onLambda) {
    return onLambda.replace(ON_LAMBDA, folder.toString());
  }

  private static void copy(Path from, Path into) throws IOException {
    try (Stream<Path> entries = Files.walk(from)) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        Path target = into.resolve(from.relativize(entry).toString());
        if (Files.isDirectory(entry)) {
          Files.createDirectories(target);
        } else {
          Files.copy(entry, target, LinkOption.NOFOLLOW_LINKS);
          Files.setPosixFilePermissions(target, readable(entry));
        }
      }
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
