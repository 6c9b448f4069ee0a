package dev.streambed.ownruntime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The function's jar with the id of its build.
final class FunctionJar {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private FunctionJar() {}

  /// Copies a jar with its build's id in the manifest. Nothing is compressed, so that the start
  /// script can read the manifest, which comes first, and the JVM need not inflate classes.
  static void write(Path jar, BuildId buildId, Path to) throws IOException {
    try (ZipFile from = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(to);
        ZipOutputStream out = new ZipOutputStream(file)) {
      store(MANIFEST, manifest(buildId), out);
      List<? extends ZipEntry> entries = Collections.list(from.entries());
      for (ZipEntry entry : entries) {
        if (!entry.isDirectory() && !entry.getName().equals(MANIFEST)) {
          try (InputStream content = from.getInputStream(entry)) {
            store(entry.getName(), content.readAllBytes(), out);
          }
        }
      }
    }
  }

  private static byte[] manifest(BuildId buildId) {
    ByteArrayOutputStream manifest = new ByteArrayOutputStream();
    manifest.writeBytes("Manifest-Version: 1.0\r\n".getBytes(StandardCharsets.UTF_8));
    manifest.writeBytes(buildId.line("\r\n\r\n"));
    return manifest.toByteArray();
  }

  private static void store(String name, byte[] content, ZipOutputStream out) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    entry.setTimeLocal(TIME);
    out.putNextEntry(entry);
    out.write(content);
  }
}
