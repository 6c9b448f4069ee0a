package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.converse.Attachment;
import dev.streambed.gateway.dialect.converse.Conversation;
import dev.streambed.gateway.dialect.converse.ConverseRequest;
import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the input of the Responses API into a conversation. Not thread-safe.
final class ResponsesInput {

  private final ConverseRequest converse;
  private final Conversation conversation;
  private final ToolNames toolNames;
  private final Attachment attachments = new Attachment();

  ResponsesInput(ConverseRequest converse, ToolNames toolNames) {
    this.converse = converse;
    this.conversation = converse.conversation();
    this.toolNames = toolNames;
  }

  void read(RequestMembers request) {
    request.text("instructions").ifPresent(conversation::addSystem);
    Json input = request.value("input").orElseThrow(() -> request.invalid("input", "is missing"));
    if (input instanceof JsonString(String text)) {
      conversation.addText(Conversation.USER, text);
      return;
    }
    for (RequestMembers item : request.objects("input")) {
      readItem(item);
      item.finish();
    }
  }

  private void readItem(RequestMembers item) {
    // Ids are for servers that keep items.
    item.passOver("id", "status", "phase", "caller");
    switch (item.text("type").orElse("message")) {
      case "message" -> readMessage(item);
      case "function_call" -> readCall(item);
      case "function_call_output" ->
          conversation.addToolResult(item.requiredText("call_id"), blocks(item, "output"));
      case "reasoning" -> readReasoning(item);
      default ->
          throw item.invalid(
              "type", "must be 'message', 'function_call', 'function_call_output' or 'reasoning'");
    }
  }

  private void readMessage(RequestMembers item) {
    switch (item.requiredText("role")) {
      case "user" -> blocks(item, "content").forEach(it -> conversation.add(Conversation.USER, it));
      case "assistant" ->
          blocks(item, "content").forEach(it -> conversation.add(Conversation.ASSISTANT, it));
      case "system", "developer" -> readSystem(item);
      default -> throw item.invalid("role", "must be 'user', 'assistant', 'system' or 'developer'");
    }
  }

  private void readSystem(RequestMembers item) {
    for (Json block : blocks(item, "content")) {
      conversation.addSystem(
          ((JsonObject) block)
              .text("text")
              .orElseThrow(() -> item.invalid("content", "must be text in this role")));
    }
  }

  private void readCall(RequestMembers item) {
    String name = toolNames.flat(item.text("namespace"), item.requiredText("name"));
    conversation.addToolUse(
        item.requiredText("call_id"),
        name,
        ChatMessages.arguments(item.text("arguments").orElse(""), item.path("arguments")));
  }

  private void readReasoning(RequestMembers item) {
    item.passOver("summary", "content");
    Optional<JsonObject> own = item.text("encrypted_content").flatMap(ReasoningSeal::open);
    if (own.isPresent()) {
      conversation.add(Conversation.ASSISTANT, JsonObjectBuilder.of("reasoningContent", own.get()));
    } else {
      converse.warn(item.path() + ": reasoning without a signature is not sent to the model");
    }
  }

  /// The blocks of a content, which may be a string; blank texts are left out.
  private List<Json> blocks(RequestMembers item, String name) {
    if (!item.isList(name)) {
      String text = item.requiredText(name);
      return text.isBlank() ? List.of() : List.of(Conversation.text(text));
    }
    List<Json> blocks = new ArrayList<>();
    for (RequestMembers part : item.objects(name)) {
      block(part).ifPresent(blocks::add);
      part.finish();
    }
    return blocks;
  }

  private Optional<Json> block(RequestMembers part) {
    return switch (part.requiredText("type")) {
      case "input_text", "output_text", "text" -> {
        part.passOver("annotations", "logprobs");
        yield text(part.requiredText("text"));
      }
      case "refusal" -> text(part.requiredText("refusal"));
      case "input_image" -> {
        part.passOver("detail");
        yield Optional.of(
            attachments.image(part.requiredText("image_url"), part.path("image_url")));
      }
      case "input_file" -> {
        part.passOver("detail");
        yield Optional.of(
            attachments.file(
                part.requiredText("file_data"),
                part.text("filename").orElse(""),
                part.path("file_data")));
      }
      default -> throw part.invalid("type", "must be a text, 'input_image' or 'input_file'");
    };
  }

  private static Optional<Json> text(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(Conversation.text(text));
  }
}
