package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.converse.Conversation;
import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `system` and `messages` in Converse's form. Not thread-safe.
///
/// Messages of the role `system` join the prompt for the system.
final class ConverseContent {

  private static final String CONTENT = "content";

  private final ConverseMedia media = new ConverseMedia();
  private final Conversation conversation;

  private ConverseContent(ModelId model) {
    this.conversation = new Conversation(model);
  }

  /// Reads a body.
  ///
  /// @throws dev.streambed.gateway.dialect.converse.InvalidRequestException when it cannot be said
  ///   in Converse
  static Conversation read(ModelId model, RequestMembers body) {
    ConverseContent content = new ConverseContent(model);
    content.system(body, "system");
    body.objects("messages").forEach(content::message);
    return content.conversation;
  }

  private void message(RequestMembers message) {
    String role = message.requiredText("role");
    switch (role) {
      case "system" -> system(message, CONTENT);
      case Conversation.USER, Conversation.ASSISTANT -> content(role, message);
      default -> throw message.invalid("role", "must be user, assistant or system");
    }
    message.finish();
  }

  private void system(RequestMembers parent, String name) {
    if (parent.value(name).orElse(null) instanceof JsonString(String text)) {
      conversation.addSystem(text);
      return;
    }
    for (RequestMembers block : parent.objects(name)) {
      if (!block.requiredText("type").equals("text")) {
        throw block.unsupported("type");
      }
      conversation.addSystem(text(block));
      CacheControl.of(block).ifPresent(conversation::addSystemCachePoint);
      block.finish();
    }
  }

  private void content(String role, RequestMembers message) {
    if (message.value(CONTENT).orElse(null) instanceof JsonString(String text)) {
      conversation.addText(role, text);
      return;
    }
    for (RequestMembers block : message.objects(CONTENT)) {
      block(role, block);
      CacheControl.of(block).ifPresent(point -> conversation.addCachePoint(role, point));
      block.finish();
    }
  }

  private void block(String role, RequestMembers block) {
    switch (block.requiredText("type")) {
      case "text" -> conversation.addText(role, text(block));
      case "image" -> conversation.add(role, media.image(block));
      case "document" -> conversation.add(role, media.document(block));
      case "tool_use" -> toolUse(block);
      case "tool_result" -> toolResult(block);
      case "thinking" -> conversation.add(role, thinking(block));
      case "redacted_thinking" ->
          conversation.add(
              role, reasoning("redactedContent", new JsonString(block.requiredText("data"))));
      default -> throw block.unsupported("type");
    }
  }

  private static String text(RequestMembers block) {
    if (!block.list("citations").isEmpty()) {
      throw block.unsupported("citations");
    }
    return block.requiredText("text");
  }

  private void toolUse(RequestMembers block) {
    JsonObject input = block.object("input").map(RequestMembers::json).orElse(JsonObject.EMPTY);
    // Who called it: the model itself, as in all calls that Converse knows.
    block
        .object("caller")
        .ifPresent(caller -> {
          if (!caller.requiredText("type").equals("direct")) {
            throw caller.unsupported("type");
          }
          caller.finish();
        });
    conversation.addToolUse(block.requiredText("id"), block.requiredText("name"), input);
  }

  private void toolResult(RequestMembers block) {
    String id = block.requiredText("tool_use_id");
    List<Json> marks = new ArrayList<>();
    List<Json> content = resultContent(block, marks);
    if (block.isTrue("is_error")) {
      conversation.addToolError(id, content);
    } else {
      conversation.addToolResult(id, content);
    }
    marks.forEach(mark -> conversation.addCachePoint(Conversation.USER, mark));
  }

  // Converse has no marks within a result: they go behind it.
  private List<Json> resultContent(RequestMembers result, List<Json> marks) {
    List<Json> content = new ArrayList<>();
    if (result.value(CONTENT).orElse(null) instanceof JsonString(String text)) {
      addText(content, text);
      return content;
    }
    for (RequestMembers block : result.objects(CONTENT)) {
      switch (block.requiredText("type")) {
        case "text" -> addText(content, text(block));
        case "image" -> content.add(media.image(block));
        case "document" -> content.add(media.document(block));
        default -> throw block.unsupported("type");
      }
      CacheControl.of(block).ifPresent(marks::add);
      block.finish();
    }
    return content;
  }

  private static void addText(List<Json> content, String text) {
    if (!text.isBlank()) {
      content.add(Conversation.text(text));
    }
  }

  private static Json thinking(RequestMembers block) {
    Optional<Json> signature =
        block.text("signature").filter(it -> !it.isEmpty()).map(JsonString::new);
    return reasoning(
        "reasoningText",
        JsonObjectBuilder.of("text", block.requiredText("thinking"))
            .put("signature", signature)
            .build());
  }

  private static Json reasoning(String name, Json content) {
    return JsonObjectBuilder.of("reasoningContent", JsonObjectBuilder.of(name, content));
  }
}
