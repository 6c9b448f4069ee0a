package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// A guardrail's message in a stream: one event in the form of the family's buffered response.
final class GuardrailMessageFormat implements StreamFormat {

  private static final List<String> LISTS = List.of("content", "results", "outputs");
  private static final List<String> TEXTS = List.of("text", "outputText");

  @Override
  public Optional<ParsedEvent> read(ModelEvent event) {
    JsonObject object = event.object();
    if (!GuardrailReader.saysIntervened(object)) {
      return Optional.empty();
    }
    String text = text(object);
    return text.isEmpty() ? Optional.empty() : Optional.of(ParsedEvent.text(text).asLast());
  }

  private static String text(JsonObject document) {
    JsonObject message = document.objectOrEmpty("output").objectOrEmpty("message");
    StringBuilder text = new StringBuilder(document.text("text").orElse(""));
    for (JsonObject holder : List.of(message, document)) {
      for (String list : LISTS) {
        holder.array(list).map(JsonArray::elements).orElse(List.of()).stream()
            .map(GuardrailMessageFormat::textOf)
            .forEach(text::append);
      }
    }
    return text.toString();
  }

  private static String textOf(Json element) {
    return element instanceof JsonObject object
        ? TEXTS.stream().flatMap(name -> object.text(name).stream()).findFirst().orElse("")
        : "";
  }
}
