package dev.streambed.runtimeapi;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a runtime's requests, line by line or byte by byte. Not thread-safe.
final class HttpReader {

  private static final int BUFFER = 32 << 10;
  private static final int LONGEST_LINE = 64 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;

  HttpReader(InputStream in) {
    this.in = in;
  }

  /// The next line without its end, or nothing at the end of the input.
  Optional<String> firstLine() throws IOException {
    if (position == limit && !fill()) {
      return Optional.empty();
    }
    return Optional.of(line());
  }

  /// The next line without its end.
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = read(); next != '\n'; next = read()) {
      if (line.length() == LONGEST_LINE) {
        throw new MalformedRequestException("a line is longer than " + LONGEST_LINE);
      }
      line.append((char) next);
    }
    if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return line.toString();
  }

  /// Header or trailer lines up to the empty one.
  Headers headers() throws IOException {
    List<Headers.Line> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new MalformedRequestException("a header line without a name");
      }
      String value = line.substring(colon + 1).strip();
      lines.add(new Headers.Line(line.substring(0, colon), utf8(value)));
    }
    return new Headers(lines);
  }

  /// Reads available bytes, at least one and at most `most`.
  int read(byte[] into, int most) throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("the connection ended within a body");
    }
    int count = Math.min(most, limit - position);
    System.arraycopy(buffer, position, into, 0, count);
    position += count;
    return count;
  }

  private int read() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("the connection ended within a line");
    }
    return buffer[position++] & 0xff;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  private static String utf8(String latin) {
    return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /// A runtime wrote something that is not HTTP/1.1.
  static final class MalformedRequestException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedRequestException(String message) {
      super(message);
    }
  }
}
