package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The content blocks of Anthropic's messages in Converse's form. Not thread-safe.
final class ConverseContent {

  private final ConverseMedia media = new ConverseMedia();
  private boolean usesTools;

  /// Whether a message has calls of tools or their results.
  boolean usesTools() {
    return usesTools;
  }

  /// The blocks of a message.
  List<Json> ofMessage(StrictObject message) {
    return blocks(message, this::block);
  }

  /// The blocks of a prompt for the system.
  ///
  /// @param name of the member that has them
  List<Json> ofSystem(StrictObject parent, String name) {
    return blocks(parent, name, ConverseContent::systemBlock);
  }

  @FunctionalInterface
  private interface BlockReader {

    Json read(String type, StrictObject block);
  }

  private static List<Json> blocks(StrictObject parent, BlockReader reader) {
    return blocks(parent, "content", reader);
  }

  private static List<Json> blocks(StrictObject parent, String name, BlockReader reader) {
    Optional<Json> content = parent.any(name);
    if (content.isPresent() && content.get() instanceof JsonString(String text)) {
      return new ArrayList<>(List.of(text(text)));
    }
    List<Json> blocks = new ArrayList<>();
    for (StrictObject block : parent.objects(name)) {
      blocks.add(reader.read(block.required("type"), block));
      CacheControl.addTo(blocks, block);
      block.finish();
    }
    return blocks;
  }

  private Json block(String type, StrictObject block) {
    return switch (type) {
      case "text" -> textBlock(block);
      case "image" -> media.image(block);
      case "document" -> media.document(block);
      case "tool_use" -> toolUse(block);
      case "tool_result" -> toolResult(block);
      case "thinking" -> thinking(block);
      case "redacted_thinking" ->
          reasoning(new JsonObjectBuilder().put("redactedContent", block.required("data")));
      default -> unsupported(block);
    };
  }

  private static Json systemBlock(String type, StrictObject block) {
    return type.equals("text") ? textBlock(block) : unsupported(block);
  }

  private Json resultBlock(String type, StrictObject block) {
    return switch (type) {
      case "text" -> textBlock(block);
      case "image" -> media.image(block);
      case "document" -> media.document(block);
      default -> unsupported(block);
    };
  }

  private static Json textBlock(StrictObject block) {
    boolean isCited = block.array("citations").filter(it -> !it.elements().isEmpty()).isPresent();
    if (isCited) {
      block.refuse("citations", StrictObject.NOT_SUPPORTED);
    }
    return text(block.required("text"));
  }

  private Json toolUse(StrictObject block) {
    usesTools = true;
    Optional<JsonObject> input = block.plainObject("input");
    // Who called it: the model itself, as in all calls that Converse knows.
    block
        .object("caller")
        .ifPresent(caller -> {
          if (!caller.required("type").equals("direct")) {
            caller.refuse("type", StrictObject.NOT_SUPPORTED);
          }
          caller.finish();
        });
    JsonObject toolUse =
        new JsonObjectBuilder()
            .put("toolUseId", block.required("id"))
            .put("name", block.required("name"))
            .put("input", input.orElse(JsonObject.EMPTY))
            .build();
    return new JsonObjectBuilder().put("toolUse", toolUse).build();
  }

  private Json toolResult(StrictObject block) {
    usesTools = true;
    List<Json> content = blocks(block, this::resultBlock);
    JsonObjectBuilder result =
        new JsonObjectBuilder()
            .put("toolUseId", block.required("tool_use_id"))
            .put("content", new JsonArray(content.isEmpty() ? List.of(text("")) : content));
    if (block.flag("is_error")) {
      result.put("status", "error");
    }
    return new JsonObjectBuilder().put("toolResult", result.build()).build();
  }

  private static Json thinking(StrictObject block) {
    JsonObject text =
        new JsonObjectBuilder()
            .put("text", block.required("thinking"))
            .put(
                "signature",
                block.text("signature").filter(it -> !it.isEmpty()).map(JsonString::new))
            .build();
    return reasoning(new JsonObjectBuilder().put("reasoningText", text));
  }

  private static Json reasoning(JsonObjectBuilder content) {
    return new JsonObjectBuilder().put("reasoningContent", content.build()).build();
  }

  private static Json text(String text) {
    return new JsonObjectBuilder().put("text", text).build();
  }

  private static Json unsupported(StrictObject block) {
    block.refuse("type", StrictObject.NOT_SUPPORTED);
    return JsonObject.EMPTY;
  }
}
