package dev.streambed.runtimeapi;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/// The request line and headers of a request.
///
/// @param path as sent, including the query
record RequestHead(String method, String path, Headers headers) {

  private static final Pattern VALID_ERROR_TYPE =
      Pattern.compile("(Runtime|Function)\\.[A-Z][a-zA-Z]+");

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

  /// The error type in the runtime's header, replaced where the platform does not pass it on. The
  /// platform filters this header on `/error` only, not the trailer of a streamed response.
  String errorType() {
    String errorType = headers.first("Lambda-Runtime-Function-Error-Type");
    // find, not matches: the platform's own pattern is not anchored either.
    if (VALID_ERROR_TYPE.matcher(errorType).find()) {
      return errorType;
    }
    return errorType.startsWith("Function.") ? "Function.Unknown" : "Runtime.Unknown";
  }

  boolean closes() {
    return headers.lists("Connection", "close");
  }
}
