package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads the frames of `InvokeModelWithResponseStream`. The caller gets each as it came, or, in the
/// seed format, what the model says in them.
final class InvokeFrameReader implements EventReader {

  private static final String CHUNK = "chunk";

  private final boolean asFrames;
  private final ModelEventReader events = new ModelEventReader();

  private InvokeFrameReader(boolean asFrames) {
    this.asFrames = asFrames;
  }

  static InvokeFrameReader ofFrames() {
    return new InvokeFrameReader(true);
  }

  static InvokeFrameReader ofEvents() {
    return new InvokeFrameReader(false);
  }

  @Override
  public MeteredEvent read(byte[] bytes) {
    EventFrame frame = EventFrame.of(bytes);
    if (frame.isException()) {
      return MeteredEvent.unmetered(ParsedEvent.failure(frame.failure()));
    }
    byte[] event = frame.type().equals(CHUNK) ? frame.modelEvent() : new byte[0];
    MeteredEvent metered =
        event.length == 0 ? MeteredEvent.unmetered(ParsedEvent.NOTHING) : events.read(event);
    if (!asFrames) {
      return metered;
    }
    boolean hasContent = !metered.parsedEvent().chunks().isEmpty();
    return metered.shownAs(
        new Chunk.Frame(
            frame.type(),
            new String(event, StandardCharsets.UTF_8),
            Payload.of(bytes),
            hasContent));
  }

  // Frames are not held back.
  @Override
  public List<Chunk> rest() {
    return asFrames ? List.of() : events.rest();
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
