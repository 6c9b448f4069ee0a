package dev.streambed.gateway.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts the body of an event stream into its frames. A frame begins with its length in bytes, in
/// four bytes. Not thread-safe.
final class EventFrameSplitter {

  /// Prelude, its checksum and the frame's checksum.
  private static final int SHORTEST = 16;

  /// AWS's maximum is 16 MB of payload and 128 KB of headers.
  private static final int LONGEST = (16 << 20) + (128 << 10) + SHORTEST;

  private static final byte[] NOTHING = new byte[0];

  /// What came and was not taken, from `start` to `end`.
  private byte[] pending = NOTHING;

  private int start;
  private int end;

  /// Takes the next bytes of the body, which must not be changed afterwards.
  void append(byte[] bytes) {
    if (start == end) {
      pending = bytes;
      start = 0;
      end = bytes.length;
      return;
    }
    int size = end - start;
    int needed = size + bytes.length;
    if (needed > pending.length - start) {
      byte[] more = new byte[Math.max(needed, 2 * size)];
      System.arraycopy(pending, start, more, 0, size);
      pending = more;
      start = 0;
      end = size;
    }
    System.arraycopy(bytes, 0, pending, end, bytes.length);
    end += bytes.length;
  }

  /// The next frame as it came; null until it is whole.
  ///
  /// @throws IllegalArgumentException when the bytes are no frame
  byte @Nullable [] next() {
    int length = length();
    if (length == 0 || end - start < length) {
      return null;
    }
    int from = start;
    start += length;
    return from == 0 && length == pending.length
        ? pending
        : Arrays.copyOfRange(pending, from, from + length);
  }

  /// 0 when not even the length is there.
  private int length() {
    if (end - start < Integer.BYTES) {
      return 0;
    }
    int length = ByteBuffer.wrap(pending, start, Integer.BYTES).getInt();
    if (length < SHORTEST || length > LONGEST) {
      throw new IllegalArgumentException("no event frame");
    }
    return length;
  }
}
