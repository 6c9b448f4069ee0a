package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.directive.InvalidDirectiveException;
import dev.streambed.bedrock.family.ContentBlock;
import dev.streambed.bedrock.family.RequestFeatures;
import dev.streambed.bedrock.family.Tool;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// Decides which tools an answer calls.
///
/// @param features what the request offers and demands
record ToolCallPlanner(RequestFeatures features) {

  /// The calls that a directive requests.
  List<ContentChunks.Block> calls(ToolDirective toolDirective) {
    return IntStream.range(0, toolDirective.count())
        .mapToObj(index -> call(tool(toolDirective, index), toolDirective.input(), index))
        .toList();
  }

  /// The call that the request forces. A result ends the loop, also where every answer has to be a
  /// call.
  List<ContentChunks.Block> forcedCall() {
    return features.toolResult().isPresent()
        ? List.of()
        : features.forcedTool().map(tool -> call(tool, Optional.empty(), 0)).stream().toList();
  }

  private Tool tool(ToolDirective toolDirective, int index) {
    List<Tool> tools = features.tools();
    if (toolDirective.name().isPresent()) {
      return RequestFeatures.named(tools, toolDirective.name().get());
    }
    if (tools.isEmpty()) {
      throw new InvalidDirectiveException(
          "tool needs a name, such as tool=weather, because the request offers no tools");
    }
    return tools.get(index % tools.size());
  }

  private static ContentChunks.Block call(Tool tool, Optional<String> input, int index) {
    String id = UUID.randomUUID().toString().replace("-", "");
    ContentBlock.ToolCall toolCall = new ContentBlock.ToolCall(id, tool.name(), index);
    String json = input.orElseGet(() -> SchemaInstance.of(tool.schema()).toString());
    return new ContentChunks.Block(
        Chunks.Slices.of(json), part -> new ContentBlock.ToolUse(toolCall, part));
  }
}
