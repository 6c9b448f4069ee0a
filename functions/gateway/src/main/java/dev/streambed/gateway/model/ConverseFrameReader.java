package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.JsonObject;
import java.util.List;

/// Reads the frames of `ConverseStream`. The caller gets each as it came; what it says is read for
/// the bill.
final class ConverseFrameReader implements EventReader {

  private final GuardrailReader guardrail = new GuardrailReader();
  private boolean hasStopped;

  @Override
  public MeteredEvent read(byte[] bytes) {
    EventFrame frame = EventFrame.of(bytes);
    if (frame.isException()) {
      return MeteredEvent.unmetered(ParsedEvent.failure(frame.failure()));
    }
    ModelEvent event = ModelEvent.of(frame.payload());
    boolean hasContent = hasContent(frame.type(), event.object());
    MeteredEvent metered =
        switch (frame.type()) {
          case "messageStop" -> messageStop(event.object());
          case "metadata" -> metadata(event.object());
          default ->
              MeteredEvent.of(
                  hasContent ? ParsedEvent.raw(event) : ParsedEvent.NOTHING, event.object());
        };
    return metered.shownAs(
        new Chunk.Frame(frame.type(), event.json(), Payload.of(bytes), hasContent));
  }

  /// Nothing: frames are not held back.
  @Override
  public List<Chunk> rest() {
    return List.of();
  }

  @Override
  public Guardrail guardrail() {
    return guardrail.guardrail();
  }

  @Override
  public boolean isWholeWithoutLast() {
    return hasStopped;
  }

  // A block of text begins without content.
  private static boolean hasContent(String type, JsonObject event) {
    return switch (type) {
      case "contentBlockDelta" -> true;
      case "contentBlockStart" -> event.has("start");
      default -> false;
    };
  }

  private MeteredEvent messageStop(JsonObject event) {
    hasStopped = true;
    String stopReason = event.text("stopReason").orElse("");
    guardrail.read(JsonObject.EMPTY, stopReason);
    return MeteredEvent.unmetered(ParsedEvent.NOTHING.withStopReason(stopReason));
  }

  private MeteredEvent metadata(JsonObject event) {
    ConverseMetadata metadata = new ConverseMetadata(event);
    guardrail.read(metadata.guardrailEvent(), "");
    return MeteredEvent.counted(
        ParsedEvent.NOTHING.asLast(), metadata.usage(), metadata.serviceTier());
  }
}
