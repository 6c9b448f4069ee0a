package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The families that have their text in a list with one element. A list of several elements holds
/// parallel answers, which a reader could not tell apart: it is passed through unchanged.
///
/// @param list name of the list
/// @param text finds the text in an element
/// @param stopReason finds the stop reason in an element; empty until the answer ends
record TextListFormat(
    String list,
    Function<JsonObject, Optional<String>> text,
    Function<JsonObject, String> stopReason)
    implements StreamFormat {

  /// Mistral's text completion.
  static TextListFormat mistral() {
    return new TextListFormat(
        "outputs", output -> output.text("text"), output -> output.text("stop_reason").orElse(""));
  }

  /// Cohere Command, when it sends a whole generation at once.
  static TextListFormat cohere() {
    return new TextListFormat(
        "generations",
        generation -> generation.text("text"),
        generation -> generation.text("finish_reason").orElse(""));
  }

  /// AI21 Jurassic-2.
  static TextListFormat jurassic() {
    return new TextListFormat(
        "completions",
        completion -> completion.objectOrEmpty("data").text("text"),
        completion -> completion.objectOrEmpty("finishReason").text("reason").orElse(""));
  }

  @Override
  public Optional<ParsedEvent> read(ModelEvent event) {
    return event.object().array(list).map(array -> read(event, array.elements()));
  }

  private ParsedEvent read(ModelEvent event, List<Json> elements) {
    return elements.size() == 1 && elements.getFirst() instanceof JsonObject element
        ? read(event, element)
        : ParsedEvent.raw(event);
  }

  private ParsedEvent read(ModelEvent event, JsonObject element) {
    return text.apply(element)
        .map(ParsedEvent::text)
        .orElseGet(() -> ParsedEvent.raw(event))
        .endingWith(stopReason.apply(element));
  }
}
