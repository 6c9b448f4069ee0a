package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// The families that put their text into one member of each event.
///
/// @param text name of the member that holds the text
/// @param stopReason name of the member that says why the text ends
/// @param promptTokens name of the member that counts the prompt's tokens; empty when there is none
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
