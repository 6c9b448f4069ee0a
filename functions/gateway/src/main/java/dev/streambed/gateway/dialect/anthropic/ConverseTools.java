package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `tools` and `tool_choice` in Converse's form. Only tools that the caller runs: those that
/// Anthropic's servers run have a type of their own.
final class ConverseTools {

  private ConverseTools() {}

  /// The configuration of tools.
  ///
  /// @param usesTools whether a message has calls of tools or their results
  static Optional<JsonObject> of(StrictObject body, boolean usesTools) {
    List<Json> tools = new ArrayList<>();
    for (StrictObject tool : body.objects("tools")) {
      tools.add(tool(tool));
      CacheControl.addTo(tools, tool);
      tool.finish();
    }
    JsonObjectBuilder config = new JsonObjectBuilder().put("tools", new JsonArray(tools));
    boolean isUsed = body.object("tool_choice").map(it -> choice(it, config)).orElse(true);
    if (!isUsed && usesTools) {
      // Converse refuses calls of tools that it is not told of, and cannot forbid those that it is.
      body.refuse("tool_choice", "none is not supported for this model after tools were used.");
    }
    return tools.isEmpty() || !isUsed ? Optional.empty() : Optional.of(config.build());
  }

  private static Json tool(StrictObject tool) {
    if (!tool.text("type").orElse("custom").equals("custom")) {
      tool.refuse("type", StrictObject.NOT_SUPPORTED);
    }
    JsonObjectBuilder spec = new JsonObjectBuilder().put("name", tool.required("name"));
    spec.put("description", tool.text("description").map(JsonString::new));
    spec.put(
        "inputSchema",
        new JsonObjectBuilder()
            .put("json", tool.plainObject("input_schema").orElse(JsonObject.EMPTY))
            .build());
    if (tool.flag("strict")) {
      spec.put("strict", new JsonBoolean(true));
    }
    if (tool.flag("defer_loading")) {
      tool.refuse("defer_loading", StrictObject.NOT_SUPPORTED);
    }
    return new JsonObjectBuilder().put("toolSpec", spec.build()).build();
  }

  /// @return whether tools may be used at all
  private static boolean choice(StrictObject choice, JsonObjectBuilder config) {
    String type = choice.required("type");
    switch (type) {
      case "auto", "any" ->
          config.put("toolChoice", new JsonObjectBuilder().put(type, JsonObject.EMPTY).build());
      case "tool" ->
          config.put(
              "toolChoice",
              new JsonObjectBuilder()
                  .put("tool", new JsonObjectBuilder().put("name", choice.required("name")).build())
                  .build());
      case "none" -> {
        // Converse has no word for it: no tool is offered.
      }
      default -> choice.refuse("type", "must be auto, any, tool or none.");
    }
    if (choice.flag("disable_parallel_tool_use")) {
      choice.refuse("disable_parallel_tool_use", StrictObject.NOT_SUPPORTED);
    }
    choice.finish();
    return !type.equals("none");
  }
}
