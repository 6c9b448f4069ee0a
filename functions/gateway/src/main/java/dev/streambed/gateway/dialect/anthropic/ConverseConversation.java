package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/// `system` and `messages` in Converse's form. Not thread-safe.
///
/// Messages of the role `system` join the prompt for the system. Roles have to alternate in
/// Converse: messages of one role in a row become one.
final class ConverseConversation {

  private final ConverseContent content = new ConverseContent();
  private final List<Json> system = new ArrayList<>();
  private final List<Json> messages = new ArrayList<>();
  private final List<Json> latest = new ArrayList<>();
  private String role = "";

  static ConverseConversation of(StrictObject body) {
    ConverseConversation conversation = new ConverseConversation();
    conversation.read(body);
    return conversation;
  }

  /// Adds the members to a request for Converse.
  void addTo(JsonObjectBuilder request) {
    if (!system.isEmpty()) {
      request.put("system", new JsonArray(system));
    }
    request.put("messages", new JsonArray(messages));
  }

  /// Whether a message has calls of tools or their results.
  boolean usesTools() {
    return content.usesTools();
  }

  private void read(StrictObject body) {
    system.addAll(content.ofSystem(body, "system"));
    for (StrictObject message : body.objects("messages")) {
      String next = message.required("role");
      switch (next) {
        case "system" -> system.addAll(content.ofSystem(message, "content"));
        case "user", "assistant" -> add(next, content.ofMessage(message));
        default -> message.refuse("role", "must be user, assistant or system.");
      }
      message.finish();
    }
    flush();
  }

  private void add(String next, List<Json> blocks) {
    if (!next.equals(role)) {
      flush();
      role = next;
    }
    latest.addAll(blocks);
  }

  private void flush() {
    if (!role.isEmpty()) {
      messages.add(
          new JsonObjectBuilder().put("role", role).put("content", new JsonArray(latest)).build());
    }
    latest.clear();
  }
}
