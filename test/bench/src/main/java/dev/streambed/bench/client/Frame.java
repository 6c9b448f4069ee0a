package dev.streambed.bench.client;

import java.nio.ByteBuffer;
import java.util.Optional;

/// A frame of the WebSocket protocol (RFC 6455, 5.2) as a server sends it.
///
/// @param first its first byte: whether it ends a message, and what it is
/// @param begin where on the tape its payload begins
/// @param end where it ends
record Frame(int first, int begin, int end) {

  static final int WHOLE_TEXT = 0x81;
  static final int CLOSE = 0x88;
  static final int PING = 0x89;

  private static final int SHORT_HEAD = 2;
  private static final int MIDDLE_HEAD = 4;
  private static final int LONG_HEAD = 10;
  private static final int MIDDLE = 126;

  /// The frame that begins at an offset, once it is there to its end.
  static Optional<Frame> at(Tape tape, int offset) {
    int there = tape.length() - offset;
    if (there < SHORT_HEAD || there < head(tape, offset)) {
      return Optional.empty();
    }
    int begin = offset + head(tape, offset);
    long end = begin + size(tape, offset);
    return end <= tape.length()
        ? Optional.of(new Frame(tape.at(offset), begin, (int) end))
        : Optional.empty();
  }

  private static int head(Tape tape, int offset) {
    int size = tape.at(offset + 1);
    return size < MIDDLE ? SHORT_HEAD : size == MIDDLE ? MIDDLE_HEAD : LONG_HEAD;
  }

  private static long size(Tape tape, int offset) {
    int begin = offset + SHORT_HEAD;
    return switch (head(tape, offset)) {
      case SHORT_HEAD -> tape.at(offset + 1);
      case MIDDLE_HEAD -> ByteBuffer.wrap(tape.copy(begin, begin + Short.BYTES)).getChar();
      default -> ByteBuffer.wrap(tape.copy(begin, begin + Long.BYTES)).getLong();
    };
  }
}
