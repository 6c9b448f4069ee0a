package dev.streambed.bedrock.protocol;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import software.amazon.eventstream.Message;

/// Cuts a stream of bytes, which may arrive split anywhere, into its frames: [#feed] what has come,
/// then take [#next()] until there is none. Not thread-safe.
public final class FrameParser {

  private static final int PRELUDE = 12;
  private static final int SMALLEST = PRELUDE + Integer.BYTES;
  // Twice what AWS says it sends, yet far from what a damaged length would make us wait for.
  private static final int LARGEST = 32 * 1024 * 1024;

  private byte[] waiting = new byte[1_024];
  private int start;
  private int end;

  /// Takes the next `length` bytes of `bytes`.
  public void feed(byte[] bytes, int length) {
    if (length > waiting.length - end) {
      makeRoomFor(length);
    }
    System.arraycopy(bytes, 0, waiting, end, length);
    end += length;
  }

  /// The next frame, as it came.
  ///
  /// @return nothing when it is not complete yet
  /// @throws DamagedFrameException when its lengths, check sums or headers are wrong; it stays in
  ///   [#rest()]
  public Optional<byte[]> next() throws DamagedFrameException {
    if (end - start < PRELUDE) {
      return Optional.empty();
    }
    int length = frameLength(ByteBuffer.wrap(waiting, start, PRELUDE));
    if (end - start < length) {
      return Optional.empty();
    }
    byte[] frame = checked(Arrays.copyOfRange(waiting, start, start + length));
    start += length;
    return Optional.of(frame);
  }

  /// The bytes that belong to no frame that was handed out.
  public byte[] rest() {
    return Arrays.copyOfRange(waiting, start, end);
  }

  /// Moves what waits to the front, into a larger array where this one would soon be too small
  /// again.
  private void makeRoomFor(int length) {
    int kept = end - start;
    int needed = Math.addExact(kept, length);
    byte[] roomy = needed > waiting.length / 2 ? new byte[Math.multiplyExact(needed, 2)] : waiting;
    System.arraycopy(waiting, start, roomy, 0, kept);
    waiting = roomy;
    start = 0;
    end = kept;
  }

  private static int frameLength(ByteBuffer prelude) throws DamagedFrameException {
    CRC32 sum = new CRC32();
    sum.update(prelude.slice().limit(2 * Integer.BYTES));
    int length = prelude.getInt();
    int headers = prelude.getInt();
    if ((int) sum.getValue() != prelude.getInt()) {
      throw new DamagedFrameException("the prelude's checksum does not match");
    }
    if (length < SMALLEST || length > LARGEST || headers < 0 || headers > length - SMALLEST) {
      throw new DamagedFrameException("frame of " + length + " bytes with headers of " + headers);
    }
    return length;
  }

  private static byte[] checked(byte[] frame) throws DamagedFrameException {
    try {
      Message.decode(ByteBuffer.wrap(frame));
      return frame;
    } catch (IllegalArgumentException | IllegalStateException | BufferUnderflowException damaged) {
      throw new DamagedFrameException("the checksum or the headers are wrong", damaged);
    }
  }
}
