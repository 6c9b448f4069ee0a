package dev.streambed.bench.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The body of an answer in chunked encoding, and when each of its bytes was there.
final class Body {

  private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final int HEXADECIMAL = 16;

  private final Tape tape;
  private final byte[] bytes;
  private final NavigableMap<Integer, Integer> wireByBody;

  private Body(Tape tape, byte[] bytes, NavigableMap<Integer, Integer> wireByBody) {
    this.tape = tape;
    this.bytes = bytes;
    this.wireByBody = wireByBody;
  }

  /// Takes a whole answer apart.
  ///
  /// @param start where its first chunk begins
  static Body of(Tape tape, int start) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(tape.length());
    NavigableMap<Integer, Integer> wireByBody = new TreeMap<>();
    int at = start;
    for (int size = size(tape, at); size > 0; size = size(tape, at)) {
      int data = endOfLine(tape, at) + LINE_END.length;
      wireByBody.put(bytes.size(), data);
      bytes.write(tape.copy(data, data + size));
      at = data + size + LINE_END.length;
    }
    return new Body(tape, bytes.toByteArray(), wireByBody);
  }

  boolean contains(String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
  }

  /// The bytes, which nobody may change.
  byte[] bytes() {
    return bytes;
  }

  /// When a byte of the body was there, as `System.nanoTime()`.
  long arrival(int offset) {
    Map.Entry<Integer, Integer> chunk = wireByBody.floorEntry(offset);
    if (chunk == null) {
      throw new IllegalArgumentException("an empty body has no byte " + offset);
    }
    return tape.arrival(chunk.getValue() + offset - chunk.getKey());
  }

  private static int size(Tape tape, int at) throws IOException {
    String line = new String(tape.copy(at, endOfLine(tape, at)), StandardCharsets.ISO_8859_1);
    try {
      return Integer.parseInt(line, HEXADECIMAL);
    } catch (NumberFormatException malformed) {
      throw new IOException("not the size of a chunk: " + line, malformed);
    }
  }

  private static int endOfLine(Tape tape, int from) throws IOException {
    int end = tape.find(LINE_END, from);
    if (end < 0) {
      throw new IOException("the answer ends within a chunk");
    }
    return end;
  }
}
