package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.converse.ConverseEvent;
import dev.streambed.gateway.dialect.openai.ResponsesFormat.Standing;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;

/// Writes a streamed answer in the Responses API. Not thread-safe.
final class ResponsesStreamWriter implements ResponseWriter {

  private final SseStream stream;
  private final ResponsesFormat format;
  private final RequestId requestId;
  private final ResponseOutput output;
  private int events;

  ResponsesStreamWriter(SseStream stream, ResponsesFormat format, RequestId requestId) {
    this.stream = stream;
    this.format = format;
    this.requestId = requestId;
    this.output = format.output(requestId, this::add);
  }

  @Override
  public void chunk(Chunk chunk) throws IOException {
    if (chunk instanceof Chunk.Frame frame) {
      begin();
      ConverseEvent.of(frame).forEach(output::add);
      stream.send();
    }
  }

  @Override
  public void ping() throws IOException {
    stream.addComment("ping");
    stream.send();
  }

  @Override
  public void end(Outcome outcome) throws IOException {
    switch (outcome) {
      case Outcome.Complete(Usage usage, String stopReason) ->
          finish(Standing.ofStopReason(stopReason), usage);
      case Outcome.Stopped(Usage usage) -> {
        finish(Standing.COMPLETED, usage);
        // Draining the model may take long, and the caller must not wait for that.
        stream.finish();
      }
      case Outcome.Failed(Usage usage, Problem problem) -> fail(problem, usage);
      case Outcome.NotStarted(Problem problem) -> fail(problem, new Usage.Unknown());
      case Outcome.ClientGone _, Outcome.Killed _ -> {}
    }
  }

  private void add(String type, JsonObjectBuilder members) {
    JsonObjectBuilder event = JsonObjectBuilder.of("type", type).put("sequence_number", events++);
    members.build().members().forEach(event::put);
    stream.add(type, event.build());
  }

  private void begin() {
    if (events == 0) {
      addResponse("response.created", Standing.IN_PROGRESS, new Usage.Unknown());
      addResponse("response.in_progress", Standing.IN_PROGRESS, new Usage.Unknown());
    }
  }

  private void addResponse(String type, Standing standing, Usage usage) {
    add(
        type,
        new JsonObjectBuilder()
            .put("response", format.response(requestId, standing, output.items(), usage)));
  }

  private void finish(Standing standing, Usage usage) throws IOException {
    begin();
    output.end(standing.status());
    addResponse("response." + standing.status(), standing, usage);
    stream.send();
  }

  // Some clients end at `response.failed`; OpenAI's SDKs raise at a member `error` only.
  private void fail(Problem problem, Usage usage) throws IOException {
    if (!stream.hasBegun()) {
      stream.refuse(problem);
      return;
    }
    begin();
    output.end("incomplete");
    addResponse("response.failed", Standing.failed(problem), usage);
    JsonObjectBuilder error = new JsonObjectBuilder();
    OpenAiError.of(problem).body(problem).members().forEach(error::put);
    add("error", error);
    stream.send();
  }
}
