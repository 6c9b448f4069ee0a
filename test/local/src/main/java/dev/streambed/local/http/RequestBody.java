package dev.streambed.local.http;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// A request's body, read to its end unless it is too large.
public sealed interface RequestBody {

  /// How much of a body that is too large is discarded; beyond this, the connection breaks.
  long MOST_THROWN_AWAY = 256L << 20;

  /// The whole body.
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Whole(byte[] bytes) implements RequestBody {}

  /// The body exceeds the limit.
  record TooLarge() implements RequestBody {}

  /// Reads a body. The rest of a body that is too large is discarded, so that its sender can read
  /// the response.
  ///
  /// @param limit the largest size in bytes
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
