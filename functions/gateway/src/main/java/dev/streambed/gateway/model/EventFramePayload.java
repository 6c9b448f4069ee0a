package dev.streambed.gateway.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/// The payload of an event stream's frame, cut out of its bytes and put back. A frame is its length
/// and the length of its headers (four bytes each), a CRC-32 of these, the headers, the payload,
/// and a CRC-32 of all before it.
final class EventFramePayload {

  private static final int PRELUDE = 2 * Integer.BYTES;
  private static final int HEADERS = PRELUDE + Integer.BYTES;

  private EventFramePayload() {}

  /// @param frame whose checksums are verified
  static byte[] of(byte[] frame) {
    return Arrays.copyOfRange(frame, payloadStart(frame), frame.length - Integer.BYTES);
  }

  /// The frame with the same headers, another payload, and the checksums of that.
  ///
  /// @param frame whose checksums are verified
  static byte[] replaced(byte[] frame, byte[] payload) {
    int start = payloadStart(frame);
    ByteBuffer changed = ByteBuffer.allocate(start + payload.length + Integer.BYTES);
    changed.putInt(changed.capacity());
    changed.putInt(start - HEADERS);
    changed.putInt(checksum(changed));
    changed.put(frame, HEADERS, start - HEADERS);
    changed.put(payload);
    changed.putInt(checksum(changed));
    return changed.array();
  }

  private static int payloadStart(byte[] frame) {
    return HEADERS + ByteBuffer.wrap(frame).getInt(Integer.BYTES);
  }

  /// Of all that was put in.
  private static int checksum(ByteBuffer bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes.duplicate().flip());
    return (int) checksum.getValue();
  }
}
