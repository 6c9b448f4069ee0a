package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.Guardrail;
import dev.streambed.gateway.vocabulary.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the events of a model's stream, whichever family the model is of.
///
/// The family is told by the shape of each event. The model's id is not asked: the ARN of an
/// application inference profile hides the family, and no two families share a shape. What no
/// family knows is passed on as it came. Of one stream, and of one thread.
final class EventReader {

  private final ChatChoices chat = new ChatChoices();
  private final WholeCharacters characters = new WholeCharacters();
  private final GuardrailReader guardrail = new GuardrailReader();

  private final List<Family> families =
      List.of(
          new AnthropicMessages(),
          new AmazonNova(),
          chat,
          new MetaLlama(),
          new AmazonTitan(),
          ListedTexts.mistral(),
          new CohereCommand(),
          new AnthropicCompletions(),
          ListedTexts.cohere(),
          ListedTexts.jurassic(),
          new TwelveLabsPegasus(),
          new BedrockOnly(),
          new BlockedAnswer());

  /// @param bytes the `bytes` of Bedrock's chunk
  MeteredReading read(byte[] bytes) {
    ModelEvent event = ModelEvent.of(bytes);
    Reading reading = event.isObject() ? read(event) : Reading.raw(event);
    guardrail.read(event.object(), reading.stopReason());
    return MeteredReading.of(reading.withPieces(characters.join(reading.pieces())), event.object());
  }

  /// What was held back because it might have become a tag or a whole character, once nothing more
  /// comes.
  List<Piece> rest() {
    List<Piece> rest = new ArrayList<>(characters.join(chat.rest()));
    rest.addAll(characters.rest());
    return rest;
  }

  /// What Bedrock has said of a guardrail so far.
  Guardrail guardrail() {
    return guardrail.guardrail();
  }

  private Reading read(ModelEvent event) {
    for (Family family : families) {
      Optional<Reading> reading = family.read(event);
      if (reading.isPresent()) {
        return reading.get();
      }
    }
    return Reading.raw(event);
  }
}
