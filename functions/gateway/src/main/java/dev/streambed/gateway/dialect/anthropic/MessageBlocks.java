package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.converse.ConverseEvent;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.Optional;

/// Writes the blocks of a message. Not thread-safe.
///
/// Anthropic's blocks are numbered without gaps, have one kind each and begin with an event of
/// their own, which Converse leaves out before text and reasoning.
///
/// Every method throws [IOException] when the caller can no longer be reached.
final class MessageBlocks {

  private enum Kind {
    TEXT,
    THINKING,
    TOOL_USE
  }

  private final MessageEvents events;
  private Optional<Kind> open = Optional.empty();
  private int converseBlock = -1;
  private long index = -1;

  MessageBlocks(MessageEvents events) {
    this.events = events;
  }

  void toolUse(ConverseEvent.ToolUseStarted started) throws IOException {
    close();
    open(
        started.block(),
        Kind.TOOL_USE,
        MessageContent.toolUse(started).put("input", JsonObject.EMPTY));
  }

  void toolInput(String json) throws IOException {
    if (open.equals(Optional.of(Kind.TOOL_USE))) {
      delta("input_json_delta", "partial_json", json);
    }
  }

  void text(int block, String text) throws IOException {
    openText(block);
    delta("text_delta", "text", text);
  }

  void citation(int block, JsonObject citation) throws IOException {
    Optional<JsonObject> anthropics = MessageCitation.of(citation);
    if (anthropics.isPresent()) {
      openText(block);
      delta(
          JsonObjectBuilder.of("type", "citations_delta")
              .put("citation", anthropics.get())
              .build());
    }
  }

  void thinking(int block, String text) throws IOException {
    openThinking(block);
    delta("thinking_delta", "thinking", text);
  }

  void signature(int block, String signature) throws IOException {
    openThinking(block);
    delta("signature_delta", "signature", signature);
  }

  void redacted(String base64) throws IOException {
    close();
    index++;
    start(MessageContent.redacted(base64));
    events.blockStop(index);
  }

  /// Converse's block is whole.
  void stop(int block) throws IOException {
    if (block == converseBlock) {
      close();
    }
  }

  /// Ends the open block, if there is one.
  void close() throws IOException {
    if (open.isPresent()) {
      open = Optional.empty();
      events.blockStop(index);
    }
  }

  private void openText(int block) throws IOException {
    open(block, Kind.TEXT, JsonObjectBuilder.of("type", "text").put("text", ""));
  }

  private void openThinking(int block) throws IOException {
    open(
        block,
        Kind.THINKING,
        JsonObjectBuilder.of("type", "thinking").put("thinking", "").put("signature", ""));
  }

  private void open(int block, Kind kind, JsonObjectBuilder content) throws IOException {
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
        JsonObjectBuilder.of("type", "content_block_start")
            .put("index", JsonNumber.of(index))
            .put("content_block", content)
            .build());
  }

  // Text is empty in events that only frame others.
  private void delta(String type, String name, String more) throws IOException {
    if (!more.isEmpty()) {
      delta(JsonObjectBuilder.of("type", type).put(name, more).build());
    }
  }

  private void delta(JsonObject delta) throws IOException {
    events.send(
        JsonObjectBuilder.of("type", "content_block_delta")
            .put("index", JsonNumber.of(index))
            .put("delta", delta)
            .build());
  }
}
