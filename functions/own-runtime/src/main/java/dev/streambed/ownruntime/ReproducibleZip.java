package dev.streambed.ownruntime;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;

/// Writes a folder as a zip whose bytes depend on names, contents and executable bits only.
final class ReproducibleZip {

  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private ReproducibleZip() {}

  /// Replaces a zip when the new one is whole.
  static void write(Path folder, Path zip) throws IOException {
    Path unfinished = zip.resolveSibling(zip.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    TimeZone before = TimeZone.getDefault();
    try {
      // A zip holds local times.
      TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
      pack(folder, unfinished);
    } finally {
      TimeZone.setDefault(before);
    }
    Files.move(unfinished, zip, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void pack(Path folder, Path zip) throws IOException {
    try (FileSystem out =
            FileSystems.newFileSystem(
                zip, Map.of("create", "true", "enablePosixFileAttributes", true));
        Stream<Path> files = Files.walk(folder)) {
      List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
      for (Path file : sorted) {
        Path entry = out.getPath(folder.relativize(file).toString());
        if (entry.getParent() != null) {
          Files.createDirectories(entry.getParent());
        }
        Files.copy(file, entry);
        Files.setPosixFilePermissions(
            entry,
            PosixFilePermissions.fromString(Files.isExecutable(file) ? "rwxr-xr-x" : "rw-r--r--"));
      }
      try (Stream<Path> entries = Files.walk(out.getPath("/"))) {
        for (Path entry : entries.filter(it -> it.getNameCount() > 0).toList()) {
          Files.getFileAttributeView(entry, BasicFileAttributeView.class)
              .setTimes(TIME, TIME, TIME);
        }
      }
    }
  }
}
