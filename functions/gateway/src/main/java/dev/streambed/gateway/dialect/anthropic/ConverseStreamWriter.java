package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.converse.ConverseEvent;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.util.Optional;

/// Converse's events as Anthropic's.
///
/// Anthropic's blocks are numbered without gaps, have one kind each and begin with an event of
/// their own, which Converse leaves out before text and reasoning. Stop reason and counts come
/// last, in one event.
final class ConverseStreamWriter implements ResponseWriter {

  private enum Kind {
    TEXT,
    THINKING,
    TOOL_USE
  }

  private final MessageEvents events;
  private Optional<Kind> open = Optional.empty();
  private int converseBlock = -1;
  private long index = -1;
  private boolean hasBegun;

  ConverseStreamWriter(MessageEvents events) {
    this.events = events;
  }

  @Override
  public void chunk(Chunk chunk) throws IOException {
    if (chunk instanceof Chunk.Frame frame) {
      begin();
      for (ConverseEvent event : ConverseEvent.of(frame)) {
        write(event);
      }
    }
  }

  @Override
  public void ping() throws IOException {
    events.ping();
  }

  @Override
  public void end(Outcome outcome) throws IOException {
    switch (outcome) {
      case Outcome.Complete(Usage usage, String stopReason) ->
          finish(MessageStop.of(stopReason), usage);
      case Outcome.Stopped(Usage usage) -> {
        finish(MessageStop.STOPPED, usage);
        events.finish();
      }
      case Outcome.Failed(_, Problem problem) -> events.problem(problem);
      case Outcome.NotStarted(Problem problem) -> events.problem(problem);
      case Outcome.ClientGone _, Outcome.Killed _ -> {}
    }
  }

  private void finish(MessageStop stop, Usage usage) throws IOException {
    begin();
    close();
    events.messageDelta(stop, usage);
    events.messageStop();
  }

  private void begin() throws IOException {
    if (!hasBegun) {
      hasBegun = true;
      events.messageStart();
    }
  }

  private void write(ConverseEvent event) throws IOException {
    switch (event) {
      case ConverseEvent.ToolUseStarted started -> {
        close();
        open(
            started.block(),
            Kind.TOOL_USE,
            MessageContent.toolUse(started).put("input", JsonObject.EMPTY));
      }
      case ConverseEvent.ToolInputDelta(_, String json) ->
          delta("input_json_delta", "partial_json", json);
      case ConverseEvent.TextDelta(int block, String text) -> {
        openText(block);
        delta("text_delta", "text", text);
      }
      case ConverseEvent.ReasoningDelta(int block, String text) -> {
        openThinking(block);
        delta("thinking_delta", "thinking", text);
      }
      case ConverseEvent.ReasoningSignature(int block, String signature) -> {
        openThinking(block);
        delta("signature_delta", "signature", signature);
      }
      case ConverseEvent.RedactedReasoning(_, String base64) -> redacted(base64);
      case ConverseEvent.CitationDelta(int block, JsonObject citation) -> cite(block, citation);
      case ConverseEvent.BlockStopped(int block) -> {
        if (block == converseBlock) {
          close();
        }
      }
      case ConverseEvent.MessageStopped _, ConverseEvent.Metadata _, ConverseEvent.Other _ -> {}
    }
  }

  private void openText(int block) throws IOException {
    open(block, Kind.TEXT, ObjectBuilder.ofType("text").put("text", ""));
  }

  private void openThinking(int block) throws IOException {
    open(
        block,
        Kind.THINKING,
        ObjectBuilder.ofType("thinking").put("thinking", "").put("signature", ""));
  }

  private void redacted(String base64) throws IOException {
    close();
    index++;
    start(MessageContent.redacted(base64));
    events.blockStop(index);
  }

  private void cite(int block, JsonObject citation) throws IOException {
    Optional<JsonObject> anthropics = MessageCitation.of(citation);
    if (anthropics.isPresent()) {
      openText(block);
      delta(ObjectBuilder.ofType("citations_delta").put("citation", anthropics.get()).build());
    }
  }

  private void open(int block, Kind kind, ObjectBuilder content) throws IOException {
    if (block == converseBlock && open.equals(Optional.of(kind))) {
      return;
    }
    close();
    open = Optional.of(kind);
    converseBlock = block;
    index++;
    start(content.build());
  }

  private void start(JsonObject content) throws IOException {
    events.send(
        ObjectBuilder.ofType("content_block_start")
            .put("index", JsonNumber.of(index))
            .put("content_block", content)
            .build());
  }

  // Text is empty in events that only frame others.
  private void delta(String type, String name, String more) throws IOException {
    if (!more.isEmpty()) {
      delta(ObjectBuilder.ofType(type).put(name, more).build());
    }
  }

  private void delta(JsonObject delta) throws IOException {
    events.send(
        ObjectBuilder.ofType("content_block_delta")
            .put("index", JsonNumber.of(index))
            .put("delta", delta)
            .build());
  }

  private void close() throws IOException {
    if (open.isPresent()) {
      open = Optional.empty();
      events.blockStop(index);
    }
  }
}
