package dev.streambed.ownruntime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names the content of files.
///
/// @param text hexadecimal digits
record BuildId(String text) {

  private static final int DIGITS = 16;

  static BuildId of(Path... files) throws IOException {
    MessageDigest digest = sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      for (Path file : files) {
        try (InputStream content = Files.newInputStream(file)) {
          content.transferTo(out);
        }
      }
    }
    return new BuildId(HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS));
  }

  /// The line by which the start script finds it.
  byte[] line(String end) {
    return ("Build-Id: " + text + end).getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
