package dev.streambed.cli.smoke;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// The frames of AWS's binary event stream (`application/vnd.amazon.eventstream`), with their
/// checksums verified.
///
/// @param types the header `:event-type` (or `:exception-type`) of each
/// @param fault what is wrong with the first frame that is damaged; absent if none is
record EventStreamFrames(List<String> types, Optional<String> fault) {

  private static final int PRELUDE = 8;
  private static final int CRC = 4;
  private static final int STRING = 7;

  static EventStreamFrames parse(byte[] bytes) {
    List<String> types = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      Optional<String> fault = faultAt(bytes, at);
      if (fault.isPresent()) {
        return new EventStreamFrames(types, fault);
      }
      int length = ByteBuffer.wrap(bytes).getInt(at);
      types.add(type(ByteBuffer.wrap(bytes), at));
      at += length;
    }
    return new EventStreamFrames(List.copyOf(types), Optional.empty());
  }

  private static Optional<String> faultAt(byte[] bytes, int at) {
    int rest = bytes.length - at;
    if (rest < PRELUDE + 2 * CRC) {
      return Optional.of("a frame is cut");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int length = buffer.getInt(at);
    int headers = buffer.getInt(at + CRC);
    if (crc(bytes, at, PRELUDE) != buffer.getInt(at + PRELUDE)) {
      return Optional.of("the checksum of a frame's prelude is wrong");
    }
    if (length > rest || headers < 0 || headers > length - PRELUDE - 2 * CRC) {
      return Optional.of("a frame is cut");
    }
    return crc(bytes, at, length - CRC) == buffer.getInt(at + length - CRC)
        ? Optional.empty()
        : Optional.of("the checksum of a frame is wrong");
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  // Bedrock's headers are all strings.
  private static String type(ByteBuffer frame, int start) {
    int at = start + PRELUDE + CRC;
    int end = at + frame.getInt(start + CRC);
    while (at < end) {
      String name = text(frame, at + 1, frame.get(at) & 0xff, end);
      at += 1 + name.length();
      if (at + 3 > end || frame.get(at) != STRING) {
        return "";
      }
      int length = frame.getShort(at + 1) & 0xffff;
      String value = text(frame, at + 3, length, end);
      if (name.equals(":event-type") || name.equals(":exception-type")) {
        return value;
      }
      at += 3 + length;
    }
    return "";
  }

  private static String text(ByteBuffer frame, int at, int length, int end) {
    byte[] bytes = new byte[Math.max(0, Math.min(length, end - at))];
    frame.get(at, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
