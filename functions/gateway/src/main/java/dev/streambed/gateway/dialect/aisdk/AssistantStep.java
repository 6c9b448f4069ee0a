package dev.streambed.gateway.dialect.aisdk;

import dev.streambed.gateway.dialect.converse.Conversation;
import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One answer of the model within a message, and behind it what its tools have returned. Not
/// thread-safe.
final class AssistantStep {

  private static final String DENIED = "The call was denied.";
  private static final Json NO = new JsonBoolean(false);

  private final Conversation conversation;
  private final List<Json> reasoning = new ArrayList<>();
  private final List<ToolOutput> outputs = new ArrayList<>();

  /// @param content blocks that say what came of the call
  private record ToolOutput(String toolCallId, List<Json> content, boolean isError) {}

  AssistantStep(Conversation conversation) {
    this.conversation = conversation;
  }

  void addText(String text) {
    if (!text.isBlank()) {
      flushReasoning();
      conversation.addText(Conversation.ASSISTANT, text);
    }
  }

  /// Adds reasoning that its model will recognise: that which it has signed or encrypted.
  void addReasoning(RequestMembers part) {
    Optional<RequestMembers> metadata =
        part.object("providerMetadata").flatMap(it -> it.object("bedrock"));
    metadata
        .flatMap(it -> it.text("signature"))
        .ifPresent(signature -> reasoning.add(signed(part.text("text").orElse(""), signature)));
    metadata
        .flatMap(it -> it.text("redactedContent"))
        .ifPresent(base64 ->
            reasoning.add(
                reasoningContent(JsonObjectBuilder.of("redactedContent", new JsonString(base64)))));
  }

  /// Adds a call, if something has come of it.
  void addTool(RequestMembers part, String name) {
    String id = part.requiredText("toolCallId");
    Optional<ToolOutput> output = output(part, id);
    if (output.isPresent()) {
      flushReasoning();
      conversation.addToolUse(id, name, input(part));
      outputs.add(output.get());
    }
  }

  /// Adds what the tools have returned, and makes ready for the next step. Reasoning that nothing
  /// follows is left out, because Claude refuses a message that ends with it.
  void finish() {
    reasoning.clear();
    for (ToolOutput output : outputs) {
      if (output.isError()) {
        conversation.addToolError(output.toolCallId(), output.content());
      } else {
        conversation.addToolResult(output.toolCallId(), output.content());
      }
    }
    outputs.clear();
  }

  private void flushReasoning() {
    reasoning.forEach(block -> conversation.add(Conversation.ASSISTANT, block));
    reasoning.clear();
  }

  private static Optional<ToolOutput> output(RequestMembers part, String id) {
    return switch (part.requiredText("state")) {
      case "output-available" ->
          part.isTrue("preliminary")
              ? Optional.empty()
              : Optional.of(new ToolOutput(id, content(part.value("output")), false));
      case "output-error" ->
          Optional.of(new ToolOutput(id, content(part.value("errorText")), true));
      case "output-denied" -> Optional.of(denied(part, id));
      case "approval-responded" ->
          part.object("approval").flatMap(it -> it.value("approved")).equals(Optional.of(NO))
              ? Optional.of(denied(part, id))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static ToolOutput denied(RequestMembers part, String id) {
    String reason = part.object("approval").flatMap(it -> it.text("reason")).orElse(DENIED);
    return new ToolOutput(id, List.of(Conversation.text(reason)), true);
  }

  // Not every model takes JSON that is not an object as a result, but all take text.
  private static List<Json> content(Optional<Json> output) {
    return switch (output.orElseGet(JsonNull::new)) {
      case JsonNull() -> List.of();
      case JsonString(String text) -> text.isBlank() ? List.of() : List.of(Conversation.text(text));
      case Json value -> List.of(Conversation.text(value.write()));
    };
  }

  // An input that cannot be read has no object.
  private static JsonObject input(RequestMembers part) {
    return part.value("input")
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .orElse(JsonObject.EMPTY);
  }

  private static Json signed(String text, String signature) {
    return reasoningContent(
        JsonObjectBuilder.of(
            "reasoningText",
            JsonObjectBuilder.of("text", text).put("signature", signature).build()));
  }

  private static Json reasoningContent(JsonObject content) {
    return JsonObjectBuilder.of("reasoningContent", content);
  }
}
