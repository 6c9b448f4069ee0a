package dev.streambed.bench.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The body of a response in chunked encoding, with the arrival time of each byte.
final class TimedBody {

  private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final int HEXADECIMAL = 16;

  private final TimedBytes timedBytes;
  private final byte[] bytes;
  private final NavigableMap<Integer, Integer> wireByBody;

  private TimedBody(
      TimedBytes timedBytes, byte[] bytes, NavigableMap<Integer, Integer> wireByBody) {
    this.timedBytes = timedBytes;
    this.bytes = bytes;
    this.wireByBody = wireByBody;
  }

  /// Decodes a whole response.
  ///
  /// @param start the offset of its first chunk
  static TimedBody of(TimedBytes timedBytes, int start) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(timedBytes.length());
    NavigableMap<Integer, Integer> wireByBody = new TreeMap<>();
    int at = start;
    for (int size = size(timedBytes, at); size > 0; size = size(timedBytes, at)) {
      int data = endOfLine(timedBytes, at) + LINE_END.length;
      wireByBody.put(bytes.size(), data);
      bytes.write(timedBytes.copy(data, data + size));
      at = data + size + LINE_END.length;
    }
    return new TimedBody(timedBytes, bytes.toByteArray(), wireByBody);
  }

  boolean contains(String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
  }

  /// The bytes, which callers must not change.
  byte[] bytes() {
    return bytes;
  }

  /// When a byte of the body arrived, as `System.nanoTime()`.
  long arrival(int offset) {
    Map.Entry<Integer, Integer> chunk = wireByBody.floorEntry(offset);
    if (chunk == null) {
      throw new IllegalArgumentException("an empty body has no byte " + offset);
    }
    return timedBytes.arrival(chunk.getValue() + offset - chunk.getKey());
  }

  private static int size(TimedBytes timedBytes, int at) throws IOException {
    String line =
        new String(timedBytes.copy(at, endOfLine(timedBytes, at)), StandardCharsets.ISO_8859_1);
    try {
      return Integer.parseInt(line, HEXADECIMAL);
    } catch (NumberFormatException malformed) {
      throw new IOException("not the size of a chunk: " + line, malformed);
    }
  }

  private static int endOfLine(TimedBytes timedBytes, int from) throws IOException {
    int end = timedBytes.find(LINE_END, from);
    if (end < 0) {
      throw new IOException("the answer ends within a chunk");
    }
    return end;
  }
}
