package dev.streambed.gateway.dialect.converse;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.prompt.CachePoints;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A conversation in Converse's format, in which the roles alternate: what follows of the same role
/// joins the message before. Texts that are blank are left out, because Bedrock refuses them. Not
/// thread-safe.
public final class Conversation {

  public static final String USER = "user";
  public static final String ASSISTANT = "assistant";

  /// A tool's result that says nothing. Bedrock refuses blank texts.
  private static final Json NO_OUTPUT = text("(no output)");

  private final ModelId model;
  private final List<Json> system = new ArrayList<>();
  private final List<Message> messages = new ArrayList<>();
  private final Set<String> calledTools = new LinkedHashSet<>();

  private record Message(String role, List<Json> blocks) {

    Json json() {
      return JsonObjectBuilder.of("role", role).put("content", new JsonArray(blocks)).build();
    }

    boolean has(String block) {
      return blocks.stream().anyMatch(json -> json instanceof JsonObject it && it.has(block));
    }
  }

  /// @param model the model that is asked: not each takes cache points
  public Conversation(ModelId model) {
    this.model = model;
  }

  /// A block of text.
  public static Json text(String text) {
    return JsonObjectBuilder.of("text", new JsonString(text));
  }

  public void addSystem(String text) {
    if (!text.isBlank()) {
      system.add(text(text));
    }
  }

  /// Adds the mark behind which the prompt for the system is cached, if the model takes one there.
  /// Bedrock refuses one that nothing precedes.
  public void addSystemCachePoint(Json cachePoint) {
    if (!system.isEmpty() && takesCachePoint(CachePoints.Field.SYSTEM, system.getLast())) {
      system.add(cachePoint);
    }
  }

  /// Adds the mark behind which the conversation is cached, if the model takes one there. Bedrock
  /// refuses one that nothing precedes.
  public void addCachePoint(String role, Json cachePoint) {
    if (!messages.isEmpty()
        && messages.getLast().role().equals(role)
        && takesCachePoint(CachePoints.Field.MESSAGES, messages.getLast().blocks().getLast())) {
      add(role, cachePoint);
    }
  }

  private boolean takesCachePoint(CachePoints.Field field, Json preceding) {
    boolean isMarked = preceding instanceof JsonObject block && block.has("cachePoint");
    return !isMarked && CachePoints.isTaken(model, field, preceding);
  }

  public void addText(String role, String text) {
    if (!text.isBlank()) {
      add(role, text(text));
    }
  }

  public void add(String role, Json block) {
    if (messages.isEmpty() || !messages.getLast().role().equals(role)) {
      messages.add(new Message(role, new ArrayList<>()));
    }
    messages.getLast().blocks().add(block);
  }

  /// Adds a call that the model has made.
  public void addToolUse(String id, String name, JsonObject input) {
    calledTools.add(name);
    add(
        ASSISTANT,
        JsonObjectBuilder.of(
            "toolUse",
            JsonObjectBuilder.of("toolUseId", safeId(id))
                .put("name", name)
                .put("input", input)
                .build()));
  }

  /// Adds what a tool has returned.
  ///
  /// @param content blocks of text, images and documents
  public void addToolResult(String id, List<Json> content) {
    add(USER, JsonObjectBuilder.of("toolResult", toolResult(id, content).build()));
  }

  /// Adds that a tool has failed.
  ///
  /// @param content blocks of text that say how
  public void addToolError(String id, List<Json> content) {
    add(
        USER,
        JsonObjectBuilder.of("toolResult", toolResult(id, content).put("status", "error").build()));
  }

  /// The tools that the model has called, in order.
  public Set<String> calledTools() {
    return calledTools;
  }

  /// Whether the model is to go on after a tool's result, and its reasoning before the call is not
  /// there.
  boolean continuesWithoutReasoning() {
    return messages.size() > 1
        && messages.getLast().has("toolResult")
        && !messages.get(messages.size() - 2).has("reasoningContent");
  }

  /// Adds the members `system` and `messages` to a request.
  public void addTo(JsonObjectBuilder request) {
    if (!system.isEmpty()) {
      request.put("system", new JsonArray(system));
    }
    request.put("messages", new JsonArray(messages.stream().map(Message::json).toList()));
  }

  private static JsonObjectBuilder toolResult(String id, List<Json> content) {
    return JsonObjectBuilder.of("toolUseId", safeId(id))
        .put("content", new JsonArray(content.isEmpty() ? List.of(NO_OUTPUT) : content));
  }

  // Bedrock allows fewer characters in ids than clients use.
  private static String safeId(String id) {
    return id.replaceAll("[^a-zA-Z0-9_-]", "_");
  }
}
