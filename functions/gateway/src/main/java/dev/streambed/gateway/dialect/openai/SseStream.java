package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Server-sent events to one caller. Events are collected and sent together. Not thread-safe.
final class SseStream {

  private final ResponseSink sink;
  private final List<String> warnings;
  private final StringBuilder text = new StringBuilder();
  private @Nullable OutputStream out;

  /// @param warnings what was passed over
  SseStream(ResponseSink sink, List<String> warnings) {
    this.sink = sink;
    this.warnings = List.copyOf(warnings);
  }

  /// Whether the caller has had its first byte.
  boolean hasBegun() {
    return out != null;
  }

  /// Adds an event without a name.
  void add(JsonObject data) {
    addLine(data.write());
  }

  /// Adds an event.
  void add(String name, JsonObject data) {
    text.append("event: ").append(name).append('\n');
    addLine(data.write());
  }

  /// Adds an event without a name.
  ///
  /// @param data on one line
  void addLine(String data) {
    text.append("data: ").append(data).append("\n\n");
  }

  /// Adds a comment, which readers pass over.
  void addComment(String comment) {
    text.append(": ").append(comment).append("\n\n");
  }

  /// Sends what was added; nothing when nothing was.
  void send() throws IOException {
    if (text.isEmpty()) {
      return;
    }
    OutputStream body = out == null ? sink.begin(200, headers()) : out;
    out = body;
    body.write(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
  }

  /// Ends the response before the function returns.
  void finish() throws IOException {
    sink.finish();
  }

  /// Responds with nothing but an error; only while [#hasBegun] is false.
  void refuse(Problem problem) throws IOException {
    OpenAiDocuments.problem(sink, problem);
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>(Warnings.headers(warnings));
    headers.put("content-type", "text/event-stream");
    headers.put("cache-control", "no-cache");
    headers.put("x-accel-buffering", "no");
    return headers;
  }
}
