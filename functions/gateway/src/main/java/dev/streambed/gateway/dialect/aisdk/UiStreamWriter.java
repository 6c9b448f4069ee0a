package dev.streambed.gateway.dialect.aisdk;

import static dev.streambed.gateway.dialect.aisdk.UiMessageStream.part;

import dev.streambed.gateway.dialect.converse.ConverseEvent;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.response.AnswerCost;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.util.Optional;

/// Writes an answer as a UI message stream. Not thread-safe.
final class UiStreamWriter implements ResponseWriter {

  private static final String STOPPED = "The answer was stopped by its caller.";

  private final UiMessageStream stream;
  private final UiParts parts;
  private final String messageId;
  private ModelId model;
  private final RequestId requestId;
  private final Optional<AnswerCost> cost;
  private boolean hasStarted;
  private int sources;

  UiStreamWriter(
      UiMessageStream stream,
      String messageId,
      ModelId model,
      RequestId requestId,
      Optional<AnswerCost> cost) {
    this.stream = stream;
    this.parts = new UiParts(stream);
    this.messageId = messageId;
    this.model = model;
    this.requestId = requestId;
    this.cost = cost;
  }

  @Override
  public void chunk(Chunk chunk) throws IOException {
    if (chunk instanceof Chunk.Frame frame) {
      start();
      ConverseEvent.of(frame).forEach(this::add);
      stream.send();
    }
  }

  @Override
  public void answeredBy(ModelId other) {
    model = other;
  }

  @Override
  public void ping() throws IOException {
    stream.addPing();
    stream.send();
  }

  @Override
  public void end(Outcome outcome) throws IOException {
    switch (outcome) {
      case Outcome.Complete(Usage usage, String stopReason) -> complete(usage, stopReason);
      case Outcome.Stopped(Usage usage) -> stop(usage);
      case Outcome.Failed(_, Problem problem) -> fail(problem);
      case Outcome.NotStarted(Problem problem) -> fail(problem);
      case Outcome.ClientGone _, Outcome.Killed _ -> {}
    }
  }

  // The request's id comes first, so that the answer can be stopped by it.
  private void start() {
    if (hasStarted) {
      return;
    }
    hasStarted = true;
    JsonObjectBuilder metadata =
        JsonObjectBuilder.of("requestId", requestId.value()).put("model", model.value());
    stream.add(part("start").put("messageId", messageId).put("messageMetadata", metadata.build()));
    stream.add(part("start-step"));
  }

  private void add(ConverseEvent event) {
    switch (event) {
      case ConverseEvent.TextDelta(int block, String text) -> parts.addText(block, text);
      case ConverseEvent.ReasoningDelta(int block, String text) -> parts.addReasoning(block, text);
      case ConverseEvent.ReasoningSignature(int block, String signature) ->
          parts.addSignature(block, signature);
      case ConverseEvent.RedactedReasoning(int block, String base64) ->
          parts.addRedacted(block, base64);
      case ConverseEvent.ToolUseStarted(_, String id, String name) -> parts.startTool(id, name);
      case ConverseEvent.ToolInputDelta(_, String json) -> parts.addInput(json);
      case ConverseEvent.CitationDelta(_, JsonObject citation) -> addSource(citation);
      case ConverseEvent.BlockStopped _ -> parts.close();
      case ConverseEvent.MessageStopped _, ConverseEvent.Metadata _, ConverseEvent.Other _ -> {
        // Said at the end, or not at all.
      }
    }
  }

  private void addSource(JsonObject citation) {
    String id = "source_" + requestId.value() + "_" + sources;
    sources++;
    stream.add(UiSource.of(citation, id));
  }

  private void complete(Usage usage, String stopReason) throws IOException {
    start();
    parts.close();
    stream.add(metadata(usage));
    stream.add(part("finish-step"));
    stream.add(part("finish").put("finishReason", UiFinishReason.of(stopReason)));
    stream.addDone();
    stream.send();
  }

  private void stop(Usage usage) throws IOException {
    start();
    parts.abandon();
    stream.add(metadata(usage));
    stream.add(part("abort").put("reason", STOPPED));
    stream.addDone();
    stream.send();
    // Draining the model may take long, and the caller must not wait for that.
    stream.finish();
  }

  private void fail(Problem problem) throws IOException {
    if (!stream.hasBegun()) {
      stream.refuse(problem);
      return;
    }
    stream.add(part("error").put("errorText", problem.sentence()));
    stream.addDone();
    stream.send();
  }

  private JsonObjectBuilder metadata(Usage usage) {
    return part("message-metadata")
        .put(
            "messageMetadata",
            new JsonObjectBuilder()
                .put("usage", UiUsage.of(usage))
                .put("costNanoUsd", AnswerCost.nanoUsd(cost, usage))
                .build());
  }
}
