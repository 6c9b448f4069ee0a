package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Reads the events of a model's stream, whichever family the model is of.
///
/// The family is told by the shape of each event. The model's id is not asked: the ARN of an
/// application inference profile hides the family, and no two families share a shape. What no
/// family knows is passed on as it came.
final class EventReader {

  private static final String UNREADABLE = "UnreadableEvent";

  private static final List<Family> FAMILIES =
      List.of(
          new AnthropicMessages(),
          new AmazonNova(),
          new ChatChoices(),
          new MetaLlama(),
          new AmazonTitan(),
          ListedTexts.mistral(),
          new CohereCommand(),
          new AnthropicCompletions(),
          ListedTexts.cohere(),
          ListedTexts.jurassic(),
          new BedrockOnly());

  private EventReader() {}

  /// @param bytes the `bytes` of Bedrock's chunk
  static MeteredReading read(byte[] bytes) {
    try {
      Json json = Json.read(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return json instanceof JsonObject object
          ? read(new ModelEvent(text, object))
          : MeteredReading.unmetered(Reading.raw(new ModelEvent(text, JsonObject.EMPTY)));
    } catch (JsonException _) {
      return MeteredReading.unmetered(Reading.failure(UNREADABLE));
    }
  }

  private static MeteredReading read(ModelEvent event) {
    for (Family family : FAMILIES) {
      Optional<Reading> reading = family.read(event);
      if (reading.isPresent()) {
        return MeteredReading.of(reading.get(), event.object());
      }
    }
    return MeteredReading.of(Reading.raw(event), event.object());
  }
}
