package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonLineBreaks;
import dev.streambed.gateway.json.JsonStringWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes an answer as server-sent events.
final class SseResponseWriter implements ResponseWriter {

  private static final Map<String, String> HEADERS =
      Map.of(
          "content-type", "text/event-stream",
          "cache-control", "no-cache",
          "x-accel-buffering", "no");

  private final ResponseSink responseSink;
  private final boolean includeUsage;
  private final RequestId requestId;
  private final Optional<AnswerCost> cost;
  private final StringBuilder text = new StringBuilder();
  private @Nullable OutputStream out;

  SseResponseWriter(
      ResponseSink responseSink,
      boolean includeUsage,
      RequestId requestId,
      Optional<AnswerCost> cost) {
    this.responseSink = responseSink;
    this.includeUsage = includeUsage;
    this.requestId = requestId;
    this.cost = cost;
  }

  @Override
  public void chunk(Chunk chunk) throws IOException {
    text.append("data: ");
    switch (chunk) {
      case Chunk.Text(String content) -> {
        text.append("{\"content\": ");
        JsonStringWriter.appendQuoted(text, content);
      }
      case Chunk.Event(String json) ->
          text.append("{\"event\": ").append(JsonLineBreaks.oneLine(json));
      case Chunk.Frame _ -> throw new IllegalArgumentException("a frame of another API");
    }
    text.append("}\n\n");
    send();
  }

  @Override
  public void ping() throws IOException {
    text.append(": ping\n\n");
    send();
  }

  @Override
  public void end(Outcome outcome) throws IOException {
    switch (outcome) {
      case Outcome.Complete(Usage usage, String stopReason) -> complete(usage, stopReason);
      case Outcome.Stopped(Usage usage) -> stopped(usage);
      case Outcome.Failed(_, Problem problem) -> fail(problem);
      case Outcome.NotStarted(Problem problem) -> fail(problem);
      case Outcome.ClientGone _, Outcome.Killed _ -> {}
    }
  }

  private void complete(Usage usage, String stopReason) throws IOException {
    if (includeUsage) {
      text.append("event: usage\ndata: ")
          .append(UsageJson.of(usage, cost, stopReason))
          .append("\n\n");
    }
    text.append("data: [DONE]\n\n");
    send();
  }

  private void stopped(Usage usage) throws IOException {
    text.append("event: done\ndata: {\"stopReason\":\"stopped\",\"usage\":")
        .append(UsageJson.of(usage, cost))
        .append(",\"requestId\":");
    JsonStringWriter.appendQuoted(text, requestId.value());
    text.append("}\n\ndata: [DONE]\n\n");
    send();
    // Draining the model may take long, and the caller must not wait for it.
    responseSink.finish();
  }

  private void fail(Problem problem) throws IOException {
    if (out == null) {
      ResponseWriters.problem(responseSink, problem, requestId);
      return;
    }
    text.append("event: error\ndata: ").append(ErrorJson.of(problem, requestId)).append("\n\n");
    send();
  }

  private void send() throws IOException {
    OutputStream body = out == null ? responseSink.begin(200, HEADERS) : out;
    out = body;
    body.write(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
  }
}
