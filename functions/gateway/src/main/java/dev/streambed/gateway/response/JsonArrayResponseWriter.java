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

/// Writes an answer as one JSON array, for front doors that buffer responses.
final class JsonArrayResponseWriter implements ResponseWriter {

  private static final Map<String, String> HEADERS = Map.of("content-type", "application/json");

  private final ResponseSink responseSink;
  private final boolean includeUsage;
  private final RequestId requestId;
  private final Optional<AnswerCost> cost;
  private @Nullable OutputStream out;

  JsonArrayResponseWriter(
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
    StringBuilder element = new StringBuilder();
    switch (chunk) {
      case Chunk.Text(String content) -> {
        element.append("{\"content\":");
        JsonStringWriter.appendQuoted(element, content);
      }
      case Chunk.Event(String json) ->
          element.append("{\"event\":").append(JsonLineBreaks.oneLine(json));
      case Chunk.Frame _ -> throw new IllegalArgumentException("a frame of another API");
    }
    add(element.append('}').toString());
  }

  /// Does nothing: the response is buffered, so a ping would not reach the caller.
  @Override
  public void ping() {}

  @Override
  public void end(Outcome outcome) throws IOException {
    switch (outcome) {
      case Outcome.Complete(Usage usage, String stopReason) ->
          close(
              includeUsage
                  ? "{\"done\": true,\"usage\":" + UsageJson.of(usage, cost, stopReason) + "}"
                  : "{\"done\": true}");
      case Outcome.Stopped(Usage usage) ->
          close(
              "{\"done\":true,\"stopReason\":\"stopped\",\"usage\":"
                  + UsageJson.of(usage, cost)
                  + "}");
      case Outcome.Failed(_, Problem problem) -> fail(problem);
      case Outcome.NotStarted(Problem problem) -> fail(problem);
      case Outcome.ClientGone _, Outcome.Killed _ -> {}
    }
  }

  private void fail(Problem problem) throws IOException {
    if (out == null) {
      ResponseWriters.problem(responseSink, problem, requestId);
      return;
    }
    close(ErrorJson.of(problem, requestId));
  }

  private void close(String lastElement) throws IOException {
    add(lastElement);
    write("]");
  }

  private void add(String element) throws IOException {
    write(out == null ? "[" : ",");
    write(element);
  }

  private void write(String json) throws IOException {
    OutputStream body = out == null ? responseSink.begin(200, HEADERS) : out;
    out = body;
    body.write(json.getBytes(StandardCharsets.UTF_8));
  }
}
