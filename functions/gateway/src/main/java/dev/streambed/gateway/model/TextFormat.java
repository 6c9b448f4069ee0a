package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// The families that have their text in one member of each event.
///
/// @param text name of the member with the text
/// @param stopReason name of the member with the stop reason
/// @param promptTokens name of the member with the token count of the prompt; empty when there is
///   none
record TextFormat(String text, String stopReason, String promptTokens) implements StreamFormat {

  /// Meta Llama.
  static TextFormat metaLlama() {
    return new TextFormat("generation", "stop_reason", "prompt_token_count");
  }

  /// Amazon Titan Text.
  static TextFormat amazonTitan() {
    return new TextFormat("outputText", "completionReason", "inputTextTokenCount");
  }

  /// Anthropic's Text Completions, up to Claude 2.
  static TextFormat anthropicCompletions() {
    return new TextFormat("completion", "stop_reason", "");
  }

  @Override
  public Optional<ParsedEvent> read(ModelEvent event) {
    JsonObject object = event.object();
    return object
        .text(text)
        .map(written -> ParsedEvent.text(written).endingWith(object.text(stopReason).orElse("")))
        .map(parsedEvent ->
            promptTokens.isEmpty()
                ? parsedEvent
                : parsedEvent.withPrompt(object.count(promptTokens)));
  }
}
