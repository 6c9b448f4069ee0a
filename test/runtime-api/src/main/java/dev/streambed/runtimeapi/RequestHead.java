package dev.streambed.runtimeapi;

import java.io.IOException;
import java.util.Optional;

/// The first lines of a request.
///
/// @param path as written, query and all
record RequestHead(String method, String path, Headers headers) {

  /// Reads the next request's head, or nothing when the runtime closed the connection instead.
  static Optional<RequestHead> read(HttpReader input) throws IOException {
    Optional<String> line = input.firstLine();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = line.get().split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new HttpReader.MalformedRequestException("not a request line");
    }
    return Optional.of(new RequestHead(parts[0], parts[1], input.headers()));
  }

  /// The error type that the runtime names, as the platform lets it through.
  String errorType() {
    return ErrorTypeFilter.filter(headers.first("Lambda-Runtime-Function-Error-Type"));
  }

  boolean closes() {
    return headers.lists("Connection", "close");
  }
}
