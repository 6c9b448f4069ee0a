package dev.streambed.bedrock.family;

import java.util.List;
import java.util.stream.Collectors;

/// The content blocks of a whole answer.
public record AnswerContent(List<ContentBlock> blocks) {

  public AnswerContent {
    blocks = List.copyOf(blocks);
  }

  /// The text blocks, joined.
  String text() {
    return blocks.stream()
        .filter(ContentBlock.Text.class::isInstance)
        .map(block -> ((ContentBlock.Text) block).text())
        .collect(Collectors.joining());
  }

  /// The reasoning, joined; the empty string where there is none.
  String reasoning() {
    return blocks.stream()
        .filter(ContentBlock.Reasoning.class::isInstance)
        .map(block -> ((ContentBlock.Reasoning) block).text())
        .collect(Collectors.joining());
  }

  /// The tool calls.
  List<ContentBlock.ToolUse> toolUses() {
    return blocks.stream()
        .filter(ContentBlock.ToolUse.class::isInstance)
        .map(ContentBlock.ToolUse.class::cast)
        .toList();
  }
}
