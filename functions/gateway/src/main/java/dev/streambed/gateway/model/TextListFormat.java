package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The families that put their text into the one element of a list. Several elements are several
/// answers side by side, which no reader could tell apart: they are passed on as they came.
///
/// @param list name of the list
/// @param text finds the text in an element
/// @param stopReason finds why it ends there, and gives an empty string while it does not
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

  /// Cohere Command, when it sends all of a generation at once.
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
