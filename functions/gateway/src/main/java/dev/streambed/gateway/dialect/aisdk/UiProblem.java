package dev.streambed.gateway.dialect.aisdk;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.ResponseSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A problem as a response of its own: its sentence, as plain text. `useChat` throws an error with
/// the body as its message, and pages show that.
final class UiProblem {

  private UiProblem() {}

  static void write(ResponseSink sink, Problem problem) throws IOException {
    sink.begin(problem.code().status(), headers(problem))
        .write(problem.sentence().getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> headers(Problem problem) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "text/plain; charset=utf-8");
    if (!problem.retryAfter().isZero()) {
      headers.put("retry-after", Long.toString(problem.retryAfter().toSeconds()));
    }
    if (problem.code() == ErrorCode.UNAUTHENTICATED) {
      headers.put("www-authenticate", "Bearer");
    }
    return headers;
  }
}
