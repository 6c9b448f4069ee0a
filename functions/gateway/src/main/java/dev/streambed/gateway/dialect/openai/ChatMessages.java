package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.converse.Attachment;
import dev.streambed.gateway.dialect.converse.Conversation;
import dev.streambed.gateway.dialect.converse.InvalidRequestException;
import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the messages of Chat Completions into a conversation. Not thread-safe.
final class ChatMessages {

  private final Conversation conversation;
  private final Attachment attachments = new Attachment();

  ChatMessages(Conversation conversation) {
    this.conversation = conversation;
  }

  void read(RequestMembers request) {
    List<RequestMembers> messages = request.objects("messages");
    if (messages.isEmpty()) {
      throw request.invalid("messages", "must have a message");
    }
    messages.forEach(this::readMessage);
  }

  private void readMessage(RequestMembers message) {
    message.passOver("name");
    switch (message.requiredText("role")) {
      case "system", "developer" -> readSystem(message);
      case "user" -> readUser(message);
      case "assistant" -> readAssistant(message);
      case "tool" ->
          conversation.addToolResult(
              message.requiredText("tool_call_id"),
              texts(message).stream()
                  .filter(text -> !text.isBlank())
                  .map(Conversation::text)
                  .toList());
      default ->
          throw message.invalid(
              "role", "must be 'system', 'developer', 'user', 'assistant' or 'tool'");
    }
    message.finish();
  }

  private void readSystem(RequestMembers message) {
    if (!message.isList("content")) {
      message.text("content").ifPresent(conversation::addSystem);
      return;
    }
    for (RequestMembers part : message.objects("content")) {
      if (!part.requiredText("type").equals("text")) {
        throw part.invalid("type", "must be 'text'");
      }
      conversation.addSystem(part.requiredText("text"));
      CacheMark.of(part).ifPresent(conversation::addSystemCachePoint);
      part.finish();
    }
  }

  private void readUser(RequestMembers message) {
    if (!message.isList("content")) {
      conversation.addText(Conversation.USER, message.requiredText("content"));
      return;
    }
    for (RequestMembers part : message.objects("content")) {
      switch (part.requiredText("type")) {
        case "text" -> conversation.addText(Conversation.USER, part.requiredText("text"));
        case "image_url" -> conversation.add(Conversation.USER, image(part));
        case "file" -> conversation.add(Conversation.USER, file(part));
        default -> throw part.invalid("type", "must be 'text', 'image_url' or 'file'");
      }
      CacheMark.of(part).ifPresent(mark -> conversation.addCachePoint(Conversation.USER, mark));
      part.finish();
    }
  }

  private Json image(RequestMembers part) {
    RequestMembers image =
        part.object("image_url").orElseThrow(() -> part.invalid("image_url", "is missing"));
    image.passOver("detail");
    Json block = attachments.image(image.requiredText("url"), image.path("url"));
    image.finish();
    return block;
  }

  private Json file(RequestMembers part) {
    RequestMembers file = part.object("file").orElseThrow(() -> part.invalid("file", "is missing"));
    Json block =
        attachments.file(
            file.requiredText("file_data"),
            file.text("filename").orElse(""),
            file.path("file_data"));
    file.finish();
    return block;
  }

  private void readAssistant(RequestMembers message) {
    texts(message).forEach(text -> conversation.addText(Conversation.ASSISTANT, text));
    message.text("refusal").ifPresent(text -> conversation.addText(Conversation.ASSISTANT, text));
    for (RequestMembers call : message.objects("tool_calls")) {
      readCall(call);
    }
    message.refuseUnless("function_call", CommonOptions::isOff);
    message.refuseUnless("audio", CommonOptions::isOff);
    // What our own answers and other servers' have. Without its signature a model does not take its
    // reasoning back.
    message.passOver("reasoning_content", "reasoning", "annotations");
  }

  private void readCall(RequestMembers call) {
    call.passOver("index");
    if (!call.text("type").orElse("function").equals("function")) {
      throw call.invalid("type", "must be 'function'");
    }
    RequestMembers function =
        call.object("function").orElseThrow(() -> call.invalid("function", "is missing"));
    conversation.addToolUse(
        call.requiredText("id"),
        function.requiredText("name"),
        arguments(function.text("arguments").orElse(""), function.path("arguments")));
    function.finish();
    call.finish();
  }

  /// The arguments of a call.
  ///
  /// @param member the path of the member that has them
  static JsonObject arguments(String json, String member) {
    if (json.isBlank()) {
      return JsonObject.EMPTY;
    }
    try {
      if (Json.read(json.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonException _) {
      // Refused below.
    }
    throw InvalidRequestException.of(member, "must be a JSON object, as a string");
  }

  private static List<String> texts(RequestMembers message) {
    if (!message.isList("content")) {
      return message.text("content").map(List::of).orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    for (RequestMembers part : message.objects("content")) {
      switch (part.requiredText("type")) {
        case "text" -> texts.add(part.requiredText("text"));
        case "refusal" -> texts.add(part.requiredText("refusal"));
        default -> throw part.invalid("type", "must be 'text'");
      }
      part.finish();
    }
    return texts;
  }
}
