package dev.streambed.gateway.prompt;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The size of an image, read from its header: PNG, JPEG, GIF and WebP, the formats that models
/// accept.
///
/// @param width in pixels, at least 1
/// @param height in pixels, at least 1
record ImageSize(int width, int height) {

  /// Larger than any model accepts.
  private static final int MOST = 100_000;

  private static final int SCREEN = 13;
  private static final int PICTURE = 0x2c;
  private static final int EXTENSION = 0x21;
  private static final int HAS_COLORS = 0x80;

  /// Whether the bytes start with the signature of an image format.
  static boolean isImage(byte[] bytes) {
    return isPng(bytes) || isJpeg(bytes) || isGif(bytes) || isWebp(bytes);
  }

  /// The size; empty when the header does not contain it.
  static Optional<ImageSize> read(byte[] bytes) {
    if (isPng(bytes) && bytes.length >= 24 && has(bytes, 12, "IHDR")) {
      return of(big(bytes, 16, 4), big(bytes, 20, 4));
    }
    if (isGif(bytes)) {
      return gif(bytes);
    }
    if (isWebp(bytes) && bytes.length >= 30) {
      return webp(bytes);
    }
    return isJpeg(bytes) ? jpeg(bytes) : Optional.empty();
  }

  private static Optional<ImageSize> webp(byte[] bytes) {
    if (has(bytes, 12, "VP8 ")) {
      return of(little(bytes, 26, 2) & 0x3fff, little(bytes, 28, 2) & 0x3fff);
    }
    if (has(bytes, 12, "VP8L")) {
      long bits = little(bytes, 21, 4);
      return of((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
    }
    return has(bytes, 12, "VP8X")
        ? of(little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1)
        : Optional.empty();
  }

  // Walks from segment to segment: a thumbnail within a segment has its own size.
  private static Optional<ImageSize> jpeg(byte[] bytes) {
    int at = 2;
    while (at + 9 < bytes.length && bytes[at] == (byte) 0xff) {
      int marker = bytes[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
      } else if (isFrame(marker)) {
        return of(big(bytes, at + 7, 2), big(bytes, at + 5, 2));
      } else {
        boolean alone = marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
        at += 2 + (alone ? 0 : Math.max(2, (int) big(bytes, at + 2, 2)));
      }
    }
    return Optional.empty();
  }

  // SOF0 to SOF15, without the three markers that are other segments.
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static Optional<ImageSize> of(long width, long height) {
    boolean isSize = width > 0 && height > 0 && width <= MOST && height <= MOST;
    return isSize ? Optional.of(new ImageSize((int) width, (int) height)) : Optional.empty();
  }

  private static boolean isPng(byte[] bytes) {
    return bytes.length >= 8 && big(bytes, 0, 4) == 0x89504e47L && big(bytes, 4, 4) == 0x0d0a1a0aL;
  }

  private static boolean isJpeg(byte[] bytes) {
    return bytes.length >= 3 && big(bytes, 0, 3) == 0xffd8ff;
  }

  private static boolean isGif(byte[] bytes) {
    return has(bytes, 0, "GIF87a") || has(bytes, 0, "GIF89a");
  }

  private static boolean isWebp(byte[] bytes) {
    return has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP");
  }

  private static boolean has(byte[] bytes, int at, String word) {
    return bytes.length >= at + word.length()
        && new String(bytes, at, word.length(), StandardCharsets.ISO_8859_1).equals(word);
  }

  private static long big(byte[] bytes, int at, int count) {
    long value = 0;
    for (int index = at; index < at + count; index++) {
      value = (value << 8) | (bytes[index] & 0xff);
    }
    return value;
  }

  private static long little(byte[] bytes, int at, int count) {
    long value = 0;
    for (int index = at + count - 1; index >= at; index--) {
      value = (value << 8) | (bytes[index] & 0xff);
    }
    return value;
  }

  // The logical screen of a GIF or its first frame, whichever is larger: decoders enlarge the
  // screen for a frame that does not fit. Empty when the file is cut off before its first frame.
  private static Optional<ImageSize> gif(byte[] bytes) {
    int picture = bytes.length < SCREEN ? -1 : picture(bytes);
    return picture < 0
        ? Optional.empty()
        : ImageSize.of(
            Math.max(number(bytes, 6), number(bytes, picture + 1) + number(bytes, picture + 5)),
            Math.max(number(bytes, 8), number(bytes, picture + 3) + number(bytes, picture + 7)));
  }

  private static int picture(byte[] bytes) {
    int flags = bytes[10];
    int at = SCREEN + ((flags & HAS_COLORS) == 0 ? 0 : 3 << ((flags & 7) + 1));
    while (at + 2 < bytes.length && bytes[at] == EXTENSION) {
      at = behindBlocks(bytes, at + 2);
    }
    return at + 8 < bytes.length && bytes[at] == PICTURE ? at : -1;
  }

  private static int behindBlocks(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != 0) {
      at += 1 + (bytes[at] & 0xff);
    }
    return at + 1;
  }

  private static long number(byte[] bytes, int at) {
    return ImageSize.little(bytes, at, 2);
  }
}
