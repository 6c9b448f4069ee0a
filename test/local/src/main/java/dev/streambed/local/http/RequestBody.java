package dev.streambed.local.http;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// A request's body, read to its end unless it is too large.
public sealed interface RequestBody {

  /// All of it.
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Whole(byte[] bytes) implements RequestBody {}

  /// More than was allowed; the rest was not read.
  record TooLarge() implements RequestBody {}

  /// Reads a body.
  ///
  /// @param limit the largest that is allowed, in bytes
  static RequestBody read(Request request, int limit) throws IOException {
    if (request.getLength() > limit) {
      return new TooLarge();
    }
    try (InputStream body = Content.Source.asInputStream(request)) {
      byte[] bytes = body.readNBytes(limit + 1);
      return bytes.length > limit ? new TooLarge() : new Whole(bytes);
    }
  }
}
