package dev.streambed.local.http;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// A request's body, read to its end unless it is too large.
public sealed interface RequestBody {

  /// Whoever sends still more finds its connection broken.
  long MOST_THROWN_AWAY = 256L << 20;

  /// All of it.
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Whole(byte[] bytes) implements RequestBody {}

  /// More than was allowed.
  record TooLarge() implements RequestBody {}

  /// Reads a body. Of one that is too large the rest is thrown away, so that its sender comes to
  /// read the answer.
  ///
  /// @param limit the largest that is allowed, in bytes
  static RequestBody read(Request request, int limit) throws IOException {
    try (InputStream body = Content.Source.asInputStream(request)) {
      byte[] bytes = body.readNBytes(limit + 1);
      if (bytes.length <= limit) {
        return new Whole(bytes);
      }
      body.skip(MOST_THROWN_AWAY);
      return new TooLarge();
    }
  }
}
