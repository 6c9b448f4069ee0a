package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Guardrail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the events of a model's stream, for every family.
///
/// The family is told by the shape of each event. The model's id is not asked: the ARN of an
/// application inference profile hides the family, and no two families share a shape. What no
/// family knows is passed on as it came. Of one stream, and of one thread.
final class ModelEventReader implements EventReader {

  private final ChatCompletionsFormat chat = new ChatCompletionsFormat();
  private final SurrogatePairJoiner characters = new SurrogatePairJoiner();
  private final GuardrailReader guardrail = new GuardrailReader();

  private final List<StreamFormat> families =
      List.of(
          new AnthropicMessagesFormat(),
          new AmazonNovaFormat(),
          chat,
          TextFormat.metaLlama(),
          TextFormat.amazonTitan(),
          TextListFormat.mistral(),
          new CohereCommandFormat(),
          TextFormat.anthropicCompletions(),
          TextListFormat.cohere(),
          TextListFormat.jurassic(),
          new TwelveLabsPegasusFormat(),
          new BedrockEventFormat(),
          new GuardrailMessageFormat());

  /// @param bytes the `bytes` of Bedrock's chunk
  @Override
  public MeteredEvent read(byte[] bytes) {
    ModelEvent event = ModelEvent.of(bytes);
    ParsedEvent parsedEvent = event.isObject() ? read(event) : ParsedEvent.raw(event);
    guardrail.read(event.object(), parsedEvent.stopReason());
    return MeteredEvent.of(
        parsedEvent.withChunks(characters.join(parsedEvent.chunks())), event.object());
  }

  @Override
  public List<Chunk> rest() {
    List<Chunk> rest = new ArrayList<>(characters.join(chat.rest()));
    rest.addAll(characters.rest());
    return rest;
  }

  @Override
  public Guardrail guardrail() {
    return guardrail.guardrail();
  }

  /// Never: each family has a last event, which is told by its shape.
  @Override
  public boolean isWholeWithoutLast() {
    return false;
  }

  private ParsedEvent read(ModelEvent event) {
    for (StreamFormat streamFormat : families) {
      Optional<ParsedEvent> reading = streamFormat.read(event);
      if (reading.isPresent()) {
        return reading.get();
      }
    }
    return ParsedEvent.raw(event);
  }
}
