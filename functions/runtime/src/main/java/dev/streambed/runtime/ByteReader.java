package dev.streambed.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads lines and byte counts from a socket. Not thread-safe.
final class ByteReader {

  private static final int LONGEST_LINE = 64 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[8 << 10];
  private int position;
  private int limit;

  ByteReader(InputStream in) {
    this.in = in;
  }

  /// Waits until a byte is available.
  ///
  /// @throws NoResponseException when the connection ends instead
  void await() throws NoResponseException {
    try {
      if (position < limit || fill()) {
        return;
      }
    } catch (IOException broken) {
      throw new NoResponseException(broken);
    }
    throw new NoResponseException(null);
  }

  /// The next line, without its end.
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int next = read(); next != '\n'; next = read()) {
      if (line.size() == LONGEST_LINE) {
        throw new MalformedResponseException("a line is too long");
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /// Exactly this many bytes.
  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    int there = Math.min(count, limit - position);
    System.arraycopy(buffer, position, bytes, 0, there);
    position += there;
    if (in.readNBytes(bytes, there, count - there) < count - there) {
      throw new MalformedResponseException("the connection ended within a body");
    }
    return bytes;
  }

  /// All bytes up to the end of the connection. Stops once there are more than `most`.
  byte[] rest(int most) throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    do {
      rest.write(buffer, position, limit - position);
      position = limit;
    } while (rest.size() <= most && fill());
    return rest.toByteArray();
  }

  private int read() throws IOException {
    if (position == limit && !fill()) {
      throw new MalformedResponseException("the connection ended within a line");
    }
    return buffer[position++] & 0xff;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }
}
