package dev.streambed.gateway.dialect.aisdk;

import dev.streambed.gateway.dialect.converse.Attachment;
import dev.streambed.gateway.dialect.converse.Conversation;
import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/// Reads the messages of a chat into a conversation. Not thread-safe.
final class UiMessages {

  private final Conversation conversation;
  private final Attachment attachments = new Attachment();
  private Optional<String> continuedMessage = Optional.empty();

  UiMessages(Conversation conversation) {
    this.conversation = conversation;
  }

  /// The id of the last message, when it is the model's: the answer is a part of it then.
  Optional<String> continuedMessage() {
    return continuedMessage;
  }

  void read(RequestMembers request) {
    List<RequestMembers> messages = request.objects("messages");
    if (messages.isEmpty()) {
      throw request.invalid("messages", "must have a message");
    }
    messages.forEach(this::readMessage);
  }

  private void readMessage(RequestMembers message) {
    if (message.value("parts").isEmpty()) {
      throw message.invalid("parts", "is missing");
    }
    continuedMessage = Optional.empty();
    switch (message.requiredText("role")) {
      case "system" -> message.objects("parts").forEach(this::readSystem);
      case "user" -> message.objects("parts").forEach(this::readUser);
      case "assistant" -> {
        readAssistant(message.objects("parts"));
        continuedMessage = message.text("id");
      }
      default -> throw message.invalid("role", "must be 'system', 'user' or 'assistant'");
    }
  }

  private void readSystem(RequestMembers part) {
    if (part.requiredText("type").equals("text")) {
      conversation.addSystem(part.requiredText("text"));
    } else {
      refuseUnlessShownOnly(part);
    }
  }

  private void readUser(RequestMembers part) {
    switch (part.requiredText("type")) {
      case "text" -> conversation.addText(Conversation.USER, part.requiredText("text"));
      case "file" -> conversation.add(Conversation.USER, file(part));
      default -> refuseUnlessShownOnly(part);
    }
  }

  private void readAssistant(List<RequestMembers> parts) {
    AssistantStep step = new AssistantStep(conversation);
    for (RequestMembers part : parts) {
      String type = part.requiredText("type");
      switch (type) {
        case "text" -> step.addText(part.requiredText("text"));
        case "reasoning" -> step.addReasoning(part);
        case "step-start" -> step.finish();
        case "dynamic-tool" -> step.addTool(part, part.requiredText("toolName"));
        default -> {
          if (type.startsWith("tool-")) {
            step.addTool(part, type.substring("tool-".length()));
          } else {
            refuseUnlessShownOnly(part);
          }
        }
      }
    }
    step.finish();
  }

  // What a page shows beside the conversation is not for the model.
  private static void refuseUnlessShownOnly(RequestMembers part) {
    String type = part.requiredText("type");
    if (!type.startsWith("data-") && !type.startsWith("source-") && !type.equals("step-start")) {
      throw part.invalid("type", "cannot be '" + type + "' in a message of this role");
    }
  }

  private Json file(RequestMembers part) {
    String url = part.requiredText("url");
    if (!url.regionMatches(true, 0, "data:", 0, 5)) {
      throw part.invalid("url", "must be a data URL: Bedrock fetches no files from other URLs");
    }
    JsonObject block = attachments.file(url, part.text("filename").orElse(""), part.path("url"));
    return isCited(part) ? withCitations(block) : block;
  }

  private static boolean isCited(RequestMembers part) {
    return part.object("providerMetadata")
        .flatMap(metadata -> metadata.object("bedrock"))
        .flatMap(bedrock -> bedrock.object("citations"))
        .map(citations -> citations.isTrue("enabled"))
        .orElse(false);
  }

  private static JsonObject withCitations(JsonObject block) {
    if (!block.has("document")) {
      return block;
    }
    JsonObjectBuilder document = new JsonObjectBuilder();
    block.objectOrEmpty("document").members().forEach(document::put);
    document.put("citations", JsonObjectBuilder.of("enabled", new JsonBoolean(true)));
    return JsonObjectBuilder.of("document", document.build());
  }
}
