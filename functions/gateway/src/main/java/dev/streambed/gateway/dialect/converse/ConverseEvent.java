package dev.streambed.gateway.dialect.converse;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One thing that a model says in Converse's format, in a stream or in a document. Blocks are
/// numbered from 0, as Bedrock numbers them.
public sealed interface ConverseEvent {

  /// A tool call begins.
  record ToolUseStarted(int block, String toolUseId, String name) implements ConverseEvent {}

  /// The next characters of a text.
  record TextDelta(int block, String text) implements ConverseEvent {}

  /// The next characters of a tool call's input, which together are JSON text.
  record ToolInputDelta(int block, String json) implements ConverseEvent {}

  /// The next characters of the model's reasoning.
  record ReasoningDelta(int block, String text) implements ConverseEvent {}

  /// What proves that a reasoning is the model's own.
  record ReasoningSignature(int block, String signature) implements ConverseEvent {}

  /// Reasoning that only the model can read.
  ///
  /// @param base64 of its bytes
  record RedactedReasoning(int block, String base64) implements ConverseEvent {}

  /// A reference to a source.
  ///
  /// @param citation Converse's own object
  record CitationDelta(int block, JsonObject citation) implements ConverseEvent {}

  /// A block is whole.
  record BlockStopped(int block) implements ConverseEvent {}

  /// The message is whole.
  ///
  /// @param stopReason Converse's word, such as `end_turn`
  /// @param modelFields `additionalModelResponseFields`
  record MessageStopped(String stopReason, JsonObject modelFields) implements ConverseEvent {}

  /// Bedrock's counts and what else it says of the answer.
  ///
  /// @param metadata has `usage`, `metrics` and where they apply `trace` and `serviceTier`
  record Metadata(JsonObject metadata) implements ConverseEvent {}

  /// An event that says nothing that other APIs have a word for.
  record Other(String type, JsonObject event) implements ConverseEvent {}

  /// Reads an event of `ConverseStream`.
  static List<ConverseEvent> of(Chunk.Frame frame) {
    JsonObject event = object(frame.json());
    int block = (int) event.number("contentBlockIndex").orElse(0);
    return switch (frame.type()) {
      case "contentBlockStart" -> start(block, event.objectOrEmpty("start"));
      case "contentBlockDelta" -> delta(block, event.objectOrEmpty("delta"));
      case "contentBlockStop" -> List.of(new BlockStopped(block));
      case "messageStop" ->
          List.of(
              new MessageStopped(
                  event.text("stopReason").orElse(""),
                  event.objectOrEmpty("additionalModelResponseFields")));
      case "metadata" -> List.of(new Metadata(event));
      default -> List.of(new Other(frame.type(), event));
    };
  }

  /// Reads the response of `Converse` as the events that would have made it.
  static List<ConverseEvent> ofDocument(JsonObject document) {
    List<ConverseEvent> events = new ArrayList<>();
    List<Json> blocks =
        document
            .objectOrEmpty("output")
            .objectOrEmpty("message")
            .array("content")
            .map(JsonArray::elements)
            .orElse(List.of());
    for (int block = 0; block < blocks.size(); block++) {
      if (blocks.get(block) instanceof JsonObject content) {
        events.addAll(block(block, content));
      }
      events.add(new BlockStopped(block));
    }
    events.add(
        new MessageStopped(
            document.text("stopReason").orElse(""),
            document.objectOrEmpty("additionalModelResponseFields")));
    events.add(new Metadata(document));
    return events;
  }

  private static List<ConverseEvent> block(int block, JsonObject content) {
    JsonObject toolUse = content.objectOrEmpty("toolUse");
    if (content.has("toolUse")) {
      List<ConverseEvent> events = new ArrayList<>(start(block, content));
      events.add(new ToolInputDelta(block, toolUse.get("input").map(Json::write).orElse("{}")));
      return events;
    }
    if (content.has("citationsContent")) {
      return cited(block, content.objectOrEmpty("citationsContent"));
    }
    JsonObject reasoning = content.objectOrEmpty("reasoningContent");
    List<ConverseEvent> events = new ArrayList<>();
    JsonObject text = reasoning.objectOrEmpty("reasoningText");
    text.text("text").ifPresent(it -> events.add(new ReasoningDelta(block, it)));
    text.text("signature").ifPresent(it -> events.add(new ReasoningSignature(block, it)));
    reasoning.text("redactedContent").ifPresent(it -> events.add(new RedactedReasoning(block, it)));
    content.text("text").ifPresent(it -> events.add(new TextDelta(block, it)));
    return events;
  }

  private static List<ConverseEvent> cited(int block, JsonObject content) {
    List<ConverseEvent> events = new ArrayList<>();
    for (Json part : content.array("content").map(JsonArray::elements).orElse(List.of())) {
      if (part instanceof JsonObject object) {
        object.text("text").ifPresent(it -> events.add(new TextDelta(block, it)));
      }
    }
    for (Json citation : content.array("citations").map(JsonArray::elements).orElse(List.of())) {
      if (citation instanceof JsonObject object) {
        events.add(new CitationDelta(block, object));
      }
    }
    return events;
  }

  private static List<ConverseEvent> start(int block, JsonObject start) {
    JsonObject toolUse = start.objectOrEmpty("toolUse");
    return start.has("toolUse")
        ? List.of(
            new ToolUseStarted(
                block, toolUse.text("toolUseId").orElse(""), toolUse.text("name").orElse("")))
        : List.of();
  }

  private static List<ConverseEvent> delta(int block, JsonObject delta) {
    List<ConverseEvent> events = new ArrayList<>();
    delta.text("text").ifPresent(it -> events.add(new TextDelta(block, it)));
    delta
        .objectOrEmpty("toolUse")
        .text("input")
        .ifPresent(it -> events.add(new ToolInputDelta(block, it)));
    JsonObject reasoning = delta.objectOrEmpty("reasoningContent");
    reasoning.text("text").ifPresent(it -> events.add(new ReasoningDelta(block, it)));
    reasoning.text("signature").ifPresent(it -> events.add(new ReasoningSignature(block, it)));
    reasoning.text("redactedContent").ifPresent(it -> events.add(new RedactedReasoning(block, it)));
    delta.object("citation").ifPresent(it -> events.add(new CitationDelta(block, it)));
    return events;
  }

  private static JsonObject object(String json) {
    try {
      return Json.read(json.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object
          ? object
          : JsonObject.EMPTY;
    } catch (JsonException _) {
      return JsonObject.EMPTY;
    }
  }
}
