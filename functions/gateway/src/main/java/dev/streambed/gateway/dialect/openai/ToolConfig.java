package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.converse.ConverseRequest;
import dev.streambed.gateway.dialect.converse.ModelTraits;
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

/// The tools of a request and what the caller wants of them. Not thread-safe.
final class ToolConfig {

  private static final JsonObject NO_PARAMETERS =
      JsonObjectBuilder.of("type", "object").put("properties", JsonObject.EMPTY).build();

  private final Map<String, Json> specifications = new LinkedHashMap<>();
  private Choice choice = new Choice("auto", "");
  private boolean isParallel = true;

  /// @param type `auto`, `none`, `any` or `tool`
  /// @param name of the tool that must be called; else empty
  private record Choice(String type, String name) {}

  /// Adds a function.
  ///
  /// @param function may have `description`, `parameters` and `strict`
  /// @param name of the function at Bedrock
  void add(RequestMembers function, String name) {
    function.passOver("name");
    JsonObjectBuilder specification = JsonObjectBuilder.of("name", name);
    function
        .text("description")
        .filter(text -> !text.isBlank())
        .ifPresent(text -> specification.put("description", text));
    Json schema =
        function
            .value("parameters")
            .filter(parameters -> !parameters.equals(JsonObject.EMPTY))
            .orElse(NO_PARAMETERS);
    specification.put("inputSchema", JsonObjectBuilder.of("json", schema));
    if (function.isTrue("strict")) {
      specification.put("strict", true);
    }
    function.finish();
    specifications.put(name, JsonObjectBuilder.of("toolSpec", specification.build()));
  }

  /// Reads `tool_choice`.
  ///
  /// @param nested whether the name of a function is in an object `function`, as in Chat
  ///   Completions
  void choose(RequestMembers request, boolean nested) {
    Optional<Json> value = request.value("tool_choice");
    if (value.isEmpty()) {
      return;
    }
    if (value.get() instanceof JsonString(String word)) {
      choice = ofWord(request, word);
      return;
    }
    RequestMembers object = RequestMembers.of(value.get(), request.path("tool_choice"));
    if (!object.requiredText("type").equals("function")) {
      throw object.invalid("type", "must be 'function'");
    }
    RequestMembers named =
        nested
            ? object.object("function").orElseThrow(() -> object.invalid("function", "is missing"))
            : object;
    choice = new Choice("tool", named.requiredText("name"));
    if (!specifications.containsKey(choice.name())) {
      throw named.invalid("name", "must be the name of one of the tools");
    }
  }

  void setParallel(boolean parallel) {
    isParallel = parallel;
  }

  /// Writes the configuration into a request. The tools of a conversation that has calls must stay,
  /// also when the caller wants none or has not named them again.
  ///
  /// @param called the tools that the conversation has calls of
  void addTo(ConverseRequest request, Set<String> called) {
    Map<String, Json> all = new LinkedHashMap<>(specifications);
    boolean isNone = choice.type().equals("none");
    if (isNone && called.isEmpty()) {
      all.clear();
    }
    for (String name : called) {
      all.computeIfAbsent(name, ToolConfig::undescribed);
    }
    if (all.isEmpty()) {
      return;
    }
    JsonObjectBuilder config =
        new JsonObjectBuilder().put("tools", new JsonArray(all.values().stream().toList()));
    if (!choice.type().equals("auto") && !isNone) {
      config.put("toolChoice", JsonObjectBuilder.of(choice.type(), converseName()));
    }
    request.members().put("toolConfig", config.build());
    if (!isParallel && !isNone) {
      callOneAtATime(request);
    }
  }

  private Json converseName() {
    return choice.name().isEmpty()
        ? JsonObject.EMPTY
        : JsonObjectBuilder.of("name", new JsonString(choice.name()));
  }

  private void callOneAtATime(ConverseRequest request) {
    if (!ModelTraits.of(request.model()).canCallOneToolAtATime()) {
      request.warn("parallel_tool_calls: this model may call several tools at once");
      return;
    }
    JsonObjectBuilder own =
        JsonObjectBuilder.of("type", choice.type()).put("disable_parallel_tool_use", true);
    if (!choice.name().isEmpty()) {
      own.put("name", choice.name());
    }
    request.additional().put("tool_choice", own.build());
  }

  private static Choice ofWord(RequestMembers request, String word) {
    return switch (word) {
      case "auto", "none" -> new Choice(word, "");
      case "required" -> new Choice("any", "");
      default ->
          throw request.invalid(
              "tool_choice", "must be 'auto', 'none', 'required' or the name of a function");
    };
  }

  private static Json undescribed(String name) {
    return JsonObjectBuilder.of(
        "toolSpec",
        JsonObjectBuilder.of("name", name)
            .put("inputSchema", JsonObjectBuilder.of("json", NO_PARAMETERS))
            .build());
  }
}
