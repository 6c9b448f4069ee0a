package dev.streambed.runtimeapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A request's body, read in parts. Not thread-safe.
sealed interface RequestBody {

  static RequestBody of(RequestHead head, HttpReader input, ConnectionTap connectionTap)
      throws IOException {
    if (head.headers().lists("Transfer-Encoding", "chunked")) {
      return new Chunked(input, connectionTap);
    }
    String length = head.headers().first("Content-Length");
    return new FixedLength(input, length.isEmpty() ? 0 : number(length, 10));
  }

  /// Reads available bytes, or returns -1 at the end.
  int read(byte[] into) throws IOException;

  /// Reads the rest as text.
  default String text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] buffer = new byte[8 << 10];
    for (int count = read(buffer); count >= 0; count = read(buffer)) {
      text.write(buffer, 0, count);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /// The trailers after the last chunk; empty before that and for bodies of a known length.
  Headers trailers();

  // Digits only: parseLong would accept "+5" and "-5", which HTTP does not allow.
  private static long number(String text, int radix) throws IOException {
    if (text.isEmpty() || Character.digit(text.charAt(0), radix) < 0) {
      throw new HttpReader.MalformedRequestException("not a length");
    }
    try {
      return Long.parseLong(text, radix);
    } catch (NumberFormatException notANumber) {
      throw new HttpReader.MalformedRequestException("not a length");
    }
  }

  /// A body of a known length.
  final class FixedLength implements RequestBody {

    private final HttpReader input;
    private long rest;

    FixedLength(HttpReader input, long length) {
      this.input = input;
      this.rest = length;
    }

    @Override
    public int read(byte[] into) throws IOException {
      if (rest == 0) {
        return -1;
      }
      int count = input.read(into, (int) Math.min(rest, into.length));
      rest -= count;
      return count;
    }

    @Override
    public Headers trailers() {
      return new Headers(List.of());
    }
  }

  /// A body in chunks, with trailers after the last one (RFC 9112, section 7.1).
  final class Chunked implements RequestBody {

    private final HttpReader input;
    private final ConnectionTap connectionTap;
    private long rest;
    private boolean first = true;
    private boolean ended;
    private Headers trailers = new Headers(List.of());

    Chunked(HttpReader input, ConnectionTap connectionTap) {
      this.input = input;
      this.connectionTap = connectionTap;
    }

    @Override
    public int read(byte[] into) throws IOException {
      if (!ended && rest == 0) {
        nextChunk();
      }
      if (ended) {
        return -1;
      }
      int count = input.read(into, (int) Math.min(rest, into.length));
      rest -= count;
      return count;
    }

    @Override
    public Headers trailers() {
      return trailers;
    }

    // Reads the line end after a chunk's data only when more is requested, so that the data is not
    // delayed.
    private void nextChunk() throws IOException {
      if (!first && !input.line().isEmpty()) {
        throw new HttpReader.MalformedRequestException("a chunk is longer than it said");
      }
      first = false;
      rest = number(sizeOf(input.line()), 16);
      connectionTap.chunk(rest);
      if (rest == 0) {
        trailers = input.headers();
        connectionTap.trailers(trailers);
        ended = true;
      }
    }

    private static String sizeOf(String line) {
      int extension = line.indexOf(';');
      return (extension < 0 ? line : line.substring(0, extension)).strip();
    }
  }
}
