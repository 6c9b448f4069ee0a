package dev.streambed.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes a request body in chunks (RFC 9112, section 7.1): each write becomes one chunk, sent
/// immediately. Not thread-safe.
final class ChunkedBodyWriter {

  /// Chunks up to this size in bytes are copied and sent in one system call. Larger chunks are sent
  /// directly from the caller's array, and only their first and last parts are copied.
  static final int BLOCK = 16 << 10;

  private static final int LONGEST_SIZE_LINE = 10;
  private static final String HEX = "0123456789abcdef";
  private static final byte[] LAST = "0\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Connection connection;
  private byte[] block = new byte[1 << 10];

  ChunkedBodyWriter(Connection connection) {
    this.connection = connection;
  }

  /// One chunk as bytes, to be sent together with a head.
  static byte[] chunk(byte[] data) {
    if (data.length == 0) {
      return data;
    }
    byte[] chunk = new byte[LONGEST_SIZE_LINE + data.length + LINE_END.length];
    int start = sizeLine(chunk, data.length);
    System.arraycopy(data, 0, chunk, start, data.length);
    System.arraycopy(LINE_END, 0, chunk, start + data.length, LINE_END.length);
    return Arrays.copyOf(chunk, start + data.length + LINE_END.length);
  }

  /// Sends one chunk. An empty write sends nothing, since an empty chunk would end the body.
  void write(byte[] data, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    makeRoomFor(length);
    int start = sizeLine(block, length);
    int head = Math.min(length, BLOCK);
    System.arraycopy(data, offset, block, start, head);
    if (head == length) {
      writeLast(start + head);
      return;
    }
    connection.write(block, 0, start + head);
    int tail = Math.min(length - head, BLOCK);
    int middle = length - head - tail;
    if (middle > 0) {
      connection.write(data, offset + head, middle);
    }
    System.arraycopy(data, offset + length - tail, block, 0, tail);
    writeLast(tail);
  }

  /// Ends the body.
  ///
  /// @param trailers complete lines with line ends
  void end(String trailers) throws IOException {
    byte[] lines = trailers.getBytes(StandardCharsets.US_ASCII);
    byte[] end = new byte[LAST.length + lines.length + LINE_END.length];
    System.arraycopy(LAST, 0, end, 0, LAST.length);
    System.arraycopy(lines, 0, end, LAST.length, lines.length);
    System.arraycopy(LINE_END, 0, end, LAST.length + lines.length, LINE_END.length);
    connection.write(end, 0, end.length);
  }

  private void writeLast(int length) throws IOException {
    System.arraycopy(LINE_END, 0, block, length, LINE_END.length);
    connection.write(block, 0, length + LINE_END.length);
  }

  private void makeRoomFor(int length) {
    int wanted = LONGEST_SIZE_LINE + Math.min(length, BLOCK) + LINE_END.length;
    if (block.length < wanted) {
      block = new byte[wanted <= 4 << 10 ? 4 << 10 : LONGEST_SIZE_LINE + BLOCK + LINE_END.length];
    }
  }

  /// Writes the size line of a chunk.
  ///
  /// @return the length of the line
  private static int sizeLine(byte[] into, int size) {
    int at = 0;
    for (int shift = 28; shift >= 0; shift -= 4) {
      int digit = size >>> shift & 0xf;
      if (digit != 0 || at > 0) {
        into[at++] = (byte) HEX.charAt(digit);
      }
    }
    into[at++] = '\r';
    into[at++] = '\n';
    return at;
  }
}
