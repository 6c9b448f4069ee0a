package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.domain.RequestId;
import java.util.HashMap;
import java.util.Map;

/// The headers of answers in Anthropic's API. All carry `request-id`, which its SDKs report.
final class MessageHeaders {

  private MessageHeaders() {}

  /// Of a document or an error; can be changed.
  static Map<String, String> json(RequestId requestId) {
    return of("application/json", requestId);
  }

  /// Of a stream of events; can be changed.
  static Map<String, String> events(RequestId requestId) {
    Map<String, String> headers = of("text/event-stream", requestId);
    headers.put("cache-control", "no-cache");
    headers.put("x-accel-buffering", "no");
    return headers;
  }

  private static Map<String, String> of(String contentType, RequestId requestId) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", contentType);
    headers.put("request-id", requestId.value());
    return headers;
  }
}
