package dev.streambed.bench.client;

import java.nio.ByteBuffer;
import java.util.Optional;

/// A WebSocket frame from a server (RFC 6455, 5.2).
///
/// @param first its first byte, with the FIN bit and the opcode
/// @param begin the offset of its payload in the recorded bytes
/// @param end the offset of its end
record WebSocketFrame(int first, int begin, int end) {

  static final int WHOLE_TEXT = 0x81;
  static final int CLOSE = 0x88;
  static final int PING = 0x89;

  private static final int SHORT_HEAD = 2;
  private static final int MIDDLE_HEAD = 4;
  private static final int LONG_HEAD = 10;
  private static final int MIDDLE = 126;

  /// The frame at an offset, if it has arrived completely.
  static Optional<WebSocketFrame> at(TimedBytes timedBytes, int offset) {
    int there = timedBytes.length() - offset;
    if (there < SHORT_HEAD || there < head(timedBytes, offset)) {
      return Optional.empty();
    }
    int begin = offset + head(timedBytes, offset);
    long end = begin + size(timedBytes, offset);
    return end <= timedBytes.length()
        ? Optional.of(new WebSocketFrame(timedBytes.byteAt(offset), begin, (int) end))
        : Optional.empty();
  }

  private static int head(TimedBytes timedBytes, int offset) {
    int size = timedBytes.byteAt(offset + 1);
    return size < MIDDLE ? SHORT_HEAD : size == MIDDLE ? MIDDLE_HEAD : LONG_HEAD;
  }

  private static long size(TimedBytes timedBytes, int offset) {
    int begin = offset + SHORT_HEAD;
    return switch (head(timedBytes, offset)) {
      case SHORT_HEAD -> timedBytes.byteAt(offset + 1);
      case MIDDLE_HEAD -> ByteBuffer.wrap(timedBytes.copy(begin, begin + Short.BYTES)).getChar();
      default -> ByteBuffer.wrap(timedBytes.copy(begin, begin + Long.BYTES)).getLong();
    };
  }
}
