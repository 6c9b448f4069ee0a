package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.prompt.CachePoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `tools` and `tool_choice` in Converse's form. Only tools that the caller runs: those that
/// Anthropic's servers run have a type of their own.
final class ConverseTools {

  private ConverseTools() {}

  /// The configuration of tools.
  ///
  /// @param model the model that is asked
  /// @param usesTools whether the conversation has calls of tools
  static Optional<JsonObject> of(ModelId model, RequestMembers body, boolean usesTools) {
    List<Json> tools = new ArrayList<>();
    for (RequestMembers tool : body.objects("tools")) {
      Json spec = tool(tool);
      tools.add(spec);
      CacheControl.of(tool)
          .filter(_ -> CachePoints.isTaken(model, CachePoints.Field.TOOLS, spec))
          .ifPresent(tools::add);
      tool.finish();
    }
    JsonObjectBuilder config = new JsonObjectBuilder().put("tools", new JsonArray(tools));
    boolean isUsed = body.object("tool_choice").map(it -> choice(it, config)).orElse(true);
    if (!isUsed && usesTools) {
      // Converse refuses calls of tools that it is not told of, and cannot forbid those that it is.
      throw body.invalid(
          "tool_choice", "none is not supported for this model after tools were used");
    }
    return tools.isEmpty() || !isUsed ? Optional.empty() : Optional.of(config.build());
  }

  private static Json tool(RequestMembers tool) {
    if (!tool.text("type").orElse("custom").equals("custom")) {
      throw tool.unsupported("type");
    }
    JsonObjectBuilder spec = new JsonObjectBuilder().put("name", tool.requiredText("name"));
    spec.put("description", tool.text("description").map(JsonString::new));
    spec.put(
        "inputSchema",
        new JsonObjectBuilder()
            .put(
                "json",
                tool.object("input_schema").map(RequestMembers::json).orElse(JsonObject.EMPTY))
            .build());
    if (tool.isTrue("strict")) {
      spec.put("strict", new JsonBoolean(true));
    }
    if (tool.isTrue("defer_loading")) {
      throw tool.unsupported("defer_loading");
    }
    return new JsonObjectBuilder().put("toolSpec", spec.build()).build();
  }

  /// @return whether tools may be used at all
  private static boolean choice(RequestMembers choice, JsonObjectBuilder config) {
    String type = choice.requiredText("type");
    switch (type) {
      case "auto", "any" ->
          config.put("toolChoice", new JsonObjectBuilder().put(type, JsonObject.EMPTY).build());
      case "tool" ->
          config.put(
              "toolChoice",
              new JsonObjectBuilder()
                  .put(
                      "tool",
                      new JsonObjectBuilder().put("name", choice.requiredText("name")).build())
                  .build());
      case "none" -> {
        // Converse has no word for it: no tool is offered.
      }
      default -> throw choice.invalid("type", "must be auto, any, tool or none");
    }
    if (choice.isTrue("disable_parallel_tool_use")) {
      throw choice.unsupported("disable_parallel_tool_use");
    }
    choice.finish();
    return !type.equals("none");
  }
}
