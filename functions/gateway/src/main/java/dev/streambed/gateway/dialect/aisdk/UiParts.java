package dev.streambed.gateway.dialect.aisdk;

import static dev.streambed.gateway.dialect.aisdk.UiMessageStream.part;

import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.util.Optional;

/// The parts of a message that have a beginning and an end. One is open at a time. Not thread-safe.
final class UiParts {

  private static final String TEXT = "text";
  private static final String REASONING = "reasoning";

  private final UiMessageStream stream;
  private final StringBuilder signature = new StringBuilder();
  private Optional<OpenPart> open = Optional.empty();
  private Optional<UiToolCall> toolCall = Optional.empty();
  private int count;

  /// @param block Converse's, which may have text and reasoning
  private record OpenPart(String kind, int block, String id) {}

  UiParts(UiMessageStream stream) {
    this.stream = stream;
  }

  void addText(int block, String text) {
    addDelta(TEXT, block, text);
  }

  void addReasoning(int block, String text) {
    addDelta(REASONING, block, text);
  }

  /// Adds what proves that the reasoning is the model's own. It comes back to us with the message.
  void addSignature(int block, String more) {
    open(REASONING, block);
    signature.append(more);
  }

  void addRedacted(int block, String base64) {
    close();
    open(REASONING, block);
    end(JsonObjectBuilder.of("redactedContent", base64).build());
  }

  void startTool(String id, String name) {
    close();
    UiToolCall call = new UiToolCall(id, name);
    toolCall = Optional.of(call);
    stream.add(call.start());
  }

  void addInput(String json) {
    toolCall.filter(_ -> !json.isEmpty()).ifPresent(call -> stream.add(call.delta(json)));
  }

  /// Ends the part that is open, if any.
  void close() {
    toolCall.ifPresent(call -> stream.add(call.end()));
    toolCall = Optional.empty();
    end(
        signature.isEmpty()
            ? JsonObject.EMPTY
            : JsonObjectBuilder.of("signature", signature.toString()).build());
  }

  /// Ends the part that is open, if any. A tool's input that is not whole stays so.
  void abandon() {
    toolCall = Optional.empty();
    close();
  }

  private void addDelta(String kind, int block, String more) {
    if (!more.isEmpty()) {
      open(kind, block);
      stream.add(part(kind + "-delta").put("id", id()).put("delta", more));
    }
  }

  private void open(String kind, int block) {
    if (open.filter(it -> it.kind().equals(kind) && it.block() == block).isPresent()) {
      return;
    }
    close();
    open = Optional.of(new OpenPart(kind, block, kind + "_" + count));
    count++;
    stream.add(part(kind + "-start").put("id", id()));
  }

  private void end(JsonObject metadata) {
    if (open.isPresent()) {
      JsonObjectBuilder end = part(open.get().kind() + "-end").put("id", id());
      if (!metadata.members().isEmpty()) {
        end.put("providerMetadata", JsonObjectBuilder.of("bedrock", metadata));
      }
      stream.add(end);
    }
    open = Optional.empty();
    signature.setLength(0);
  }

  private String id() {
    return open.map(OpenPart::id).orElse("");
  }
}
