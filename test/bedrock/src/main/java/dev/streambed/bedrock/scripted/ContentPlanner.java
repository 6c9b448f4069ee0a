package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.directive.DirectiveParser;
import dev.streambed.bedrock.directive.InvalidDirectiveException;
import dev.streambed.bedrock.family.ContentBlock;
import dev.streambed.bedrock.family.Guardrail;
import dev.streambed.bedrock.family.RequestFeatures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Decides which blocks an answer has: reasoning, text, tool calls, in this order.
///
/// @param question the request
/// @param scriptDirective its directive
record ContentPlanner(ValidRequest question, ScriptDirective scriptDirective) {

  private static final String REASONING =
      "The request has a directive for reasoning. There is nothing to reason about, but it has to be streamed all the same.";

  private static final String BLOCKED =
      "Sorry, the guardrail blocked this, as the directive asked.";

  ContentChunks content() {
    if (contentDirective().guardrailAction() != Guardrail.Action.NONE) {
      String text = scriptDirective.script().text();
      return new ContentChunks(
          List.of(
              new ContentChunks.Block(
                  TextChunks.of(scriptDirective.script(), text.isEmpty() ? BLOCKED : text),
                  ContentBlock.Text::new)));
    }
    List<ContentChunks.Block> blocks = new ArrayList<>();
    contentDirective().reasoning().ifPresent(text -> blocks.add(reasoning(text)));
    List<ContentChunks.Block> calls = calls();
    if (calls.isEmpty() || asksForText()) {
      blocks.add(textBlock());
    }
    blocks.addAll(calls);
    return new ContentChunks(blocks);
  }

  private ContentDirective contentDirective() {
    return scriptDirective.contentDirective();
  }

  private RequestFeatures features() {
    return question.asked().features();
  }

  private ContentChunks.Block reasoning(String text) {
    String word = contentDirective().isRedacted() ? "redacted" : "reasoning";
    boolean isPossible =
        contentDirective().isRedacted()
            ? question.modelFamily().redacts(question.model())
            : question.modelFamily().reasons(question.model());
    if (!isPossible) {
      throw unsupported(word);
    }
    String reasoning = text.isBlank() ? REASONING : text;
    if (contentDirective().isRedacted()) {
      byte[] bytes = reasoning.getBytes(StandardCharsets.UTF_8);
      Chunks data = new Chunks.Slices(List.of(Base64.getEncoder().encodeToString(bytes)));
      return new ContentChunks.Block(data, ContentBlock.RedactedReasoning::new);
    }
    return new ContentChunks.Block(
        TextChunks.of(Script.READABLE, reasoning), ContentBlock.Reasoning::new);
  }

  private InvalidDirectiveException unsupported(String word) {
    return new InvalidDirectiveException(
        word + " is not possible in the format of " + question.model().text());
  }

  /// Whether the directive asks for text beside the tool calls.
  private boolean asksForText() {
    Script script = scriptDirective.script();
    return !script.text().isEmpty() || script.chunks() > 0 || script.isStamped();
  }

  private ContentChunks.Block textBlock() {
    if (!contentDirective().isCited()) {
      return new ContentChunks.Block(text(), ContentBlock.Text::new);
    }
    if (!question.modelFamily().cites()) {
      throw unsupported("citations");
    }
    return new ContentChunks.Block(text(), ContentBlock.CitedText::new);
  }

  private Chunks text() {
    Script script = scriptDirective.script();
    if (script.text().isEmpty() && features().answerSchema().isPresent()) {
      return Chunks.Slices.of(
          SchemaInstance.of(features().answerSchema().orElseThrow()).toString());
    }
    String text = script.text().isEmpty() ? defaultText() : script.text();
    return TextChunks.of(script, text);
  }

  private String defaultText() {
    String prompt = DirectiveParser.removedFrom(question.asked().text());
    return features()
        .toolResult()
        .map(DefaultText::aboutToolResult)
        .orElseGet(() -> DefaultText.about(prompt));
  }

  private List<ContentChunks.Block> calls() {
    ToolCallPlanner toolCallPlanner = new ToolCallPlanner(features());
    Optional<ToolDirective> toolDirective = contentDirective().toolDirective();
    if (toolDirective.isPresent() && !question.modelFamily().callsTools()) {
      throw unsupported("tool");
    }
    return toolDirective.map(toolCallPlanner::calls).orElseGet(toolCallPlanner::forcedCall);
  }
}
