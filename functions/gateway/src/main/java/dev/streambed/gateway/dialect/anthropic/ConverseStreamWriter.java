package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.converse.ConverseEvent;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;

/// Converse's events as Anthropic's. Stop reason and counts come last, in one event.
final class ConverseStreamWriter implements ResponseWriter {

  private final MessageEvents events;
  private final MessageBlocks blocks;
  private boolean hasBegun;

  ConverseStreamWriter(MessageEvents events) {
    this.events = events;
    this.blocks = new MessageBlocks(events);
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
  public void answeredBy(ModelId model) {
    events.answeredBy(model);
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
    blocks.close();
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
      case ConverseEvent.ToolUseStarted started -> blocks.toolUse(started);
      case ConverseEvent.ToolInputDelta(_, String json) -> blocks.toolInput(json);
      case ConverseEvent.TextDelta(int block, String text) -> blocks.text(block, text);
      case ConverseEvent.ReasoningDelta(int block, String text) -> blocks.thinking(block, text);
      case ConverseEvent.ReasoningSignature(int block, String signature) ->
          blocks.signature(block, signature);
      case ConverseEvent.RedactedReasoning(_, String base64) -> blocks.redacted(base64);
      case ConverseEvent.CitationDelta(int block, JsonObject citation) ->
          blocks.citation(block, citation);
      case ConverseEvent.BlockStopped(int block) -> blocks.stop(block);
      case ConverseEvent.MessageStopped _, ConverseEvent.Metadata _, ConverseEvent.Other _ -> {}
    }
  }
}
