package dev.streambed.bench.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// A WebSocket frame from a client, which must be masked (RFC 6455, 5.3).
final class WebSocketClientFrame {

  private static final int MASKED = 0x80;
  private static final int MIDDLE = 126;
  private static final int MOST = 0xffff;
  private static final int MASK_BYTES = 4;

  private WebSocketClientFrame() {}

  /// A whole text message.
  static byte[] of(String message, Random random) {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    byte[] mask = new byte[MASK_BYTES];
    random.nextBytes(mask);
    byte[] head = head(text.length);
    ByteBuffer frame = ByteBuffer.allocate(head.length + mask.length + text.length);
    frame.put(head).put(mask);
    for (int index = 0; index < text.length; index++) {
      frame.put((byte) (text[index] ^ mask[index % MASK_BYTES]));
    }
    return frame.array();
  }

  private static byte[] head(int size) {
    if (size > MOST) {
      throw new IllegalArgumentException("too large for one frame: " + size);
    }
    return size < MIDDLE
        ? new byte[] {(byte) WebSocketFrame.WHOLE_TEXT, (byte) (MASKED | size)}
        : new byte[] {
          (byte) WebSocketFrame.WHOLE_TEXT,
          (byte) (MASKED | MIDDLE),
          (byte) (size >> Byte.SIZE),
          (byte) size
        };
  }
}
