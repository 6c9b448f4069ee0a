package dev.streambed.gateway.prompt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The tokens of an office document (`docx`, `xlsx`, `pptx`): the text between the XML tags of its
/// parts, and its images. Time is linear in the size of the file and of its inflated parts, which
/// is bounded. Not thread-safe.
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

  /// @param image the tokens of one image
  /// @param unread the result when the file cannot be read, or exceeds the bound
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
        // Text separated by a tag counts as two words, or two cells.
        tokens.add('\n');
      } else if (next == '>') {
        inTag = false;
      } else if (!inTag) {
        tokens.add(next);
      }
    }
  }
}
