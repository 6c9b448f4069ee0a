package dev.streambed.ownruntime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/// Writes a folder as a zip whose bytes depend on names, contents and executable bits only. The
/// JDK's own writers either know no modes, or write times by the zone of this machine.
final class ReproducibleZip {

  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);
  private static final int PROGRAM = 0100755;
  private static final int FILE = 0100644;

  private ReproducibleZip() {}

  /// Replaces a zip when the new one is whole.
  static void write(Path folder, Path zip) throws IOException {
    Path unfinished = zip.resolveSibling(zip.getFileName() + ".unfinished");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(unfinished);
        Stream<Path> files = Files.walk(folder)) {
      List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
      for (Path file : sorted) {
        ZipArchiveEntry entry = new ZipArchiveEntry(folder.relativize(file).toString());
        entry.setTimeLocal(TIME);
        entry.setUnixMode(Files.isExecutable(file) ? PROGRAM : FILE);
        out.putArchiveEntry(entry);
        Files.copy(file, out);
        out.closeArchiveEntry();
      }
    }
    Files.move(unfinished, zip, StandardCopyOption.REPLACE_EXISTING);
  }
}
