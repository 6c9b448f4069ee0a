package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads the frames of `InvokeModelWithResponseStream`. The caller gets each as it came; what it
/// says is read for the bill.
final class InvokeFrameReader implements EventReader {

  private static final String CHUNK = "chunk";

  private final ModelEventReader events = new ModelEventReader();

  @Override
  public MeteredEvent read(byte[] bytes) {
    EventFrame frame = EventFrame.of(bytes);
    if (frame.isException()) {
      return MeteredEvent.unmetered(ParsedEvent.failure(frame.failure()));
    }
    byte[] event = frame.type().equals(CHUNK) ? frame.modelEvent() : new byte[0];
    MeteredEvent metered =
        event.length == 0 ? MeteredEvent.unmetered(ParsedEvent.NOTHING) : events.read(event);
    boolean hasContent = !metered.parsedEvent().chunks().isEmpty();
    return metered.shownAs(
        new Chunk.Frame(
            frame.type(),
            new String(event, StandardCharsets.UTF_8),
            Payload.of(bytes),
            hasContent));
  }

  /// Nothing: frames are not held back.
  @Override
  public List<Chunk> rest() {
    return List.of();
  }

  @Override
  public Guardrail guardrail() {
    return events.guardrail();
  }

  @Override
  public boolean isWholeWithoutLast() {
    return events.isWholeWithoutLast();
  }
}
