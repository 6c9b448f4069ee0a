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
record ListedTexts(
    String list,
    Function<JsonObject, Optional<String>> text,
    Function<JsonObject, String> stopReason)
    implements Family {

  /// Mistral's text completion.
  static ListedTexts mistral() {
    return new ListedTexts(
        "outputs", output -> output.text("text"), output -> output.text("stop_reason").orElse(""));
  }

  /// Cohere Command, when it sends all of a generation at once.
  static ListedTexts cohere() {
    return new ListedTexts(
        "generations",
        generation -> generation.text("text"),
        generation -> generation.text("finish_reason").orElse(""));
  }

  /// AI21 Jurassic-2.
  static ListedTexts jurassic() {
    return new ListedTexts(
        "completions",
        completion -> completion.objectOrEmpty("data").text("text"),
        completion -> completion.objectOrEmpty("finishReason").text("reason").orElse(""));
  }

  @Override
  public Optional<Reading> read(ModelEvent event) {
    return event.object().array(list).map(array -> read(event, array.elements()));
  }

  private Reading read(ModelEvent event, List<Json> elements) {
    return elements.size() == 1 && elements.getFirst() instanceof JsonObject element
        ? read(event, element)
        : Reading.raw(event);
  }

  private Reading read(ModelEvent event, JsonObject element) {
    return text.apply(element)
        .map(Reading::text)
        .orElseGet(() -> Reading.raw(event))
        .endingWith(stopReason.apply(element));
  }
}
