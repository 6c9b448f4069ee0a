package dev.streambed.gateway.prompt;

import java.util.Optional;

/// How large a GIF is: its screen or its first picture, whichever is more. Readers make the screen
/// larger for a picture that does not fit on it.
final class GifSize {

  private static final int SCREEN = 13;
  private static final int PICTURE = 0x2c;
  private static final int EXTENSION = 0x21;
  private static final int HAS_COLORS = 0x80;

  private GifSize() {}

  /// Empty when it is cut off before its first picture.
  static Optional<ImageSize> of(byte[] bytes) {
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
