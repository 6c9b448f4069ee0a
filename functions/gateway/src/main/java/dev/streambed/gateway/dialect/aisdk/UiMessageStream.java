package dev.streambed.gateway.dialect.aisdk;

import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.json.JsonLineBreaks;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A UI message stream to one caller. Parts are collected and sent together. Not thread-safe.
final class UiMessageStream {

  private static final Map<String, String> HEADERS =
      Map.of(
          "content-type", "text/event-stream",
          "cache-control", "no-cache",
          "x-vercel-ai-ui-message-stream", "v1",
          "x-accel-buffering", "no");

  private final ResponseSink sink;
  private final StringBuilder text = new StringBuilder();
  private @Nullable OutputStream out;

  UiMessageStream(ResponseSink sink) {
    this.sink = sink;
  }

  /// A part of this type, which may get more members.
  static JsonObjectBuilder part(String type) {
    return JsonObjectBuilder.of("type", type);
  }

  /// Whether the caller has had its first byte.
  boolean hasBegun() {
    return out != null;
  }

  void add(JsonObjectBuilder part) {
    addLine("data: " + JsonLineBreaks.oneLine(part.build().write()));
  }

  /// Adds the end of the stream.
  void addDone() {
    addLine("data: [DONE]");
  }

  /// Adds a comment, which readers pass over.
  void addPing() {
    addLine(": ping");
  }

  /// Sends what was added; nothing when nothing was.
  void send() throws IOException {
    if (text.isEmpty()) {
      return;
    }
    OutputStream body = out == null ? sink.begin(200, HEADERS) : out;
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
    UiProblem.write(sink, problem);
  }

  private void addLine(String line) {
    text.append(line).append("\n\n");
  }
}
