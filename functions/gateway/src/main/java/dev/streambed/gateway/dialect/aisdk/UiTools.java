package dev.streambed.gateway.dialect.aisdk;

import dev.streambed.gateway.dialect.converse.ConverseRequest;
import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The members `tools` and `toolChoice`: a tool's name is that of its member.
///
/// @param specifications of tools, by their names
/// @param choice Converse's; empty when the model decides
/// @param isNone whether the caller wants no tool to be called
record UiTools(Map<String, Json> specifications, Optional<Json> choice, boolean isNone) {

  private static final String CHOICE = "toolChoice";
  private static final JsonObject NO_INPUT =
      JsonObjectBuilder.of("type", "object").put("properties", JsonObject.EMPTY).build();

  static UiTools of(RequestMembers request) {
    Map<String, Json> specifications = new LinkedHashMap<>();
    request
        .object("tools")
        .ifPresent(tools ->
            tools.names().forEach(name -> specifications.put(name, specification(tools, name))));
    boolean isNone = request.value(CHOICE).equals(Optional.of(new JsonString("none")));
    Optional<Json> choice =
        isNone
            ? Optional.empty()
            : request
                .value(CHOICE)
                .flatMap(value -> choice(request, value, specifications.keySet()));
    return new UiTools(specifications, choice, isNone);
  }

  /// Writes the tools into a request whose conversation is read. Converse wants to know the tools
  /// that a conversation has calls of, also when the caller wants none or has not named them again.
  void addTo(ConverseRequest request) {
    Map<String, Json> all = new LinkedHashMap<>(isNone ? Map.of() : specifications);
    for (String name : request.conversation().calledTools()) {
      Json known = specifications.get(name);
      all.put(name, known == null ? specification(name, Optional.empty(), NO_INPUT) : known);
    }
    if (!all.isEmpty()) {
      JsonObjectBuilder config =
          new JsonObjectBuilder().put("tools", new JsonArray(all.values().stream().toList()));
      request.members().put("toolConfig", config.put(CHOICE, choice).build());
    }
  }

  private static Json specification(RequestMembers tools, String name) {
    RequestMembers tool =
        tools.object(name).orElseThrow(() -> tools.invalid(name, "must be an object"));
    RequestMembers schema =
        tool.object("inputSchema")
            .orElseThrow(() -> tool.invalid("inputSchema", "is missing: it is a JSON schema"));
    Optional<String> description = tool.text("description").filter(text -> !text.isBlank());
    tool.finish();
    // `jsonSchema()` of the AI SDK wraps it.
    Json unwrapped = schema.object("jsonSchema").map(RequestMembers::json).orElse(schema.json());
    return specification(name, description, unwrapped);
  }

  private static Json specification(String name, Optional<String> description, Json schema) {
    return JsonObjectBuilder.of(
        "toolSpec",
        JsonObjectBuilder.of("name", name)
            .put("description", description.map(JsonString::new))
            .put("inputSchema", JsonObjectBuilder.of("json", schema))
            .build());
  }

  private static Optional<Json> choice(RequestMembers request, Json value, Set<String> names) {
    if (value instanceof JsonString(String word)) {
      return switch (word) {
        case "auto" -> Optional.empty();
        case "required" -> Optional.of(JsonObjectBuilder.of("any", JsonObject.EMPTY));
        default ->
            throw request.invalid(
                CHOICE,
                "must be 'auto', 'none', 'required' or { \"type\": \"tool\", \"toolName\": … }");
      };
    }
    RequestMembers choice = RequestMembers.of(value, request.path(CHOICE));
    if (!choice.requiredText("type").equals("tool")) {
      throw choice.invalid("type", "must be 'tool'");
    }
    String name = choice.requiredText("toolName");
    if (!names.contains(name)) {
      throw choice.invalid("toolName", "must be the name of one of the tools");
    }
    choice.finish();
    return Optional.of(
        JsonObjectBuilder.of("tool", JsonObjectBuilder.of("name", new JsonString(name))));
  }
}
