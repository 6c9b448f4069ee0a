package dev.streambed.gateway.prompt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// What a document of an office program counts for (`docx`, `xlsx`, `pptx`): the text between the
/// tags of its parts, and its pictures. Linear in the file and in what it is inflated to, which is
/// bounded. Not thread-safe.
final class OfficeDocumentTokens {

  static final int MOST_INFLATED = 32 << 20;

  private static final int WINDOW = 16 << 10;

  private final TextTokens tokens = new TextTokens();
  private final byte[] window = new byte[WINDOW];
  private boolean inTag;
  private long inflated;
  private long parts;
  private long pictures;

  private OfficeDocumentTokens() {}

  /// @param image what a picture counts for
  /// @param unread what it counts for when it cannot be read, or is too long for it
  static long of(byte[] file, long image, long unread) {
    OfficeDocumentTokens packed = new OfficeDocumentTokens();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      packed.read(zip);
    } catch (IOException | IllegalArgumentException _) {
      return unread;
    }
    boolean isRead = packed.parts > 0 && packed.inflated < MOST_INFLATED;
    return isRead ? packed.tokens.tokens() + packed.pictures * image : unread;
  }

  private void read(ZipInputStream zip) throws IOException {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      boolean isPart = entry.getName().endsWith(".xml");
      parts += isPart ? 1 : 0;
      pictures += isPart || entry.isDirectory() || entry.getName().endsWith(".rels") ? 0 : 1;
      inTag = false;
      int length = zip.read(window);
      while (length >= 0 && inflated < MOST_INFLATED) {
        inflated += length;
        if (isPart) {
          text(length);
        }
        length = zip.read(window);
      }
      if (inflated >= MOST_INFLATED) {
        return;
      }
    }
  }

  private void text(int length) {
    for (int at = 0; at < length; at++) {
      int next = window[at] & 0xff;
      if (next == '<') {
        inTag = true;
        // Parts that a tag divides are two words, or two cells.
        tokens.add('\n');
      } else if (next == '>') {
        inTag = false;
      } else if (!inTag) {
        tokens.add(next);
      }
    }
  }
}
