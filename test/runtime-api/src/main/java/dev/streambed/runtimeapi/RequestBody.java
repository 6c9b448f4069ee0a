package dev.streambed.runtimeapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A request's body, read piece by piece. Not thread-safe.
sealed interface RequestBody permits FixedLengthBody, ChunkedBody {

  static RequestBody of(RequestHead head, HttpReader input, ConnectionTap connectionTap)
      throws IOException {
    if (head.headers().lists("Transfer-Encoding", "chunked")) {
      return new ChunkedBody(input, connectionTap);
    }
    String length = head.headers().first("Content-Length");
    return new FixedLengthBody(input, length.isEmpty() ? 0 : HttpNumbers.decimal(length));
  }

  /// Reads some bytes that are there, or -1 at the body's end.
  int read(byte[] into) throws IOException;

  /// Reads the rest as text.
  default String text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] piece = new byte[8 << 10];
    for (int count = read(piece); count >= 0; count = read(piece)) {
      text.write(piece, 0, count);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /// What followed the last chunk; empty before that and for bodies of a known length.
  Headers trailers();
}
