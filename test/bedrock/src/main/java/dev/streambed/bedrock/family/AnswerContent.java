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
    return blocks.stream().map(AnswerContent::text).collect(Collectors.joining());
  }

  /// Whether the text has a citation.
  boolean isCited() {
    return blocks.stream().anyMatch(ContentBlock.CitedText.class::isInstance);
  }

  /// The text of a block, or the empty string where it is something else.
  static String text(ContentBlock block) {
    return switch (block) {
      case ContentBlock.Text(String text) -> text;
      case ContentBlock.CitedText(String text) -> text;
      case ContentBlock.Reasoning _, ContentBlock.RedactedReasoning _, ContentBlock.ToolUse _ -> "";
    };
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
