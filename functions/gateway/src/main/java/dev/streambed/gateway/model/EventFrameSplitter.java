package dev.streambed.gateway.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/// Cuts the body of an event stream into its frames. A frame begins with its length in bytes, in
/// four bytes. Not thread-safe.
final class EventFrameSplitter {

  /// Prelude, its checksum and the frame's checksum.
  private static final int SHORTEST = 16;

  /// AWS's maximum is 16 MB of payload and 128 KB of headers.
  private static final int LONGEST = (16 << 20) + (128 << 10) + SHORTEST;

  private byte[] pending = new byte[4096];
  private int size;

  /// Takes the next bytes of the body.
  ///
  /// @param frames gets each frame that is complete, as it came
  /// @throws IllegalArgumentException when the bytes are no frame
  void add(ByteBuffer bytes, Consumer<byte[]> frames) {
    append(bytes);
    int from = 0;
    int length = frameLength(from);
    while (length > 0 && size - from >= length) {
      frames.accept(Arrays.copyOfRange(pending, from, from + length));
      from += length;
      length = frameLength(from);
    }
    if (from > 0) {
      System.arraycopy(pending, from, pending, 0, size - from);
      size -= from;
    }
  }

  private void append(ByteBuffer bytes) {
    int needed = size + bytes.remaining();
    if (needed > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(needed, 2 * pending.length));
    }
    int count = bytes.remaining();
    bytes.get(pending, size, count);
    size += count;
  }

  /// 0 when not even the length is there.
  private int frameLength(int from) {
    if (size - from < Integer.BYTES) {
      return 0;
    }
    int length = ByteBuffer.wrap(pending, from, Integer.BYTES).getInt();
    if (length < SHORTEST || length > LONGEST) {
      throw new IllegalArgumentException("no event frame");
    }
    return length;
  }
}
