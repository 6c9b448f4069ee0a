package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.model.GuardrailTrace.Source;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Keeps a guardrail's trace from the caller, after its units were read. For requests with a
/// guardrail of the operators, whose trace is requested for its units alone; nobody else loads this
/// class.
///
/// What cannot be read is not handed on, because a trace might be in it: the answer fails. Of one
/// attempt at a streamed answer. Not thread-safe.
final class GuardrailTraceFilter implements EventReader {

  private static final ParsedEvent.Failure UNREADABLE =
      new ParsedEvent.Failure("UnreadableEvent", "");

  private final EventReader events;
  private final Source event;

  /// @param operation that is answered
  GuardrailTraceFilter(EventReader events, Operation operation) {
    this.events = events;
    this.event = operation.isConverse() ? Source.FRAME_PAYLOAD : Source.MODEL_EVENT;
  }

  /// The answer with a document without trace.
  ///
  /// @param operation that is answered
  static BufferedAnswer filter(BufferedAnswer answer, Operation operation) {
    return switch (answer) {
      case BufferedAnswer.Failed failed -> failed;
      case BufferedAnswer.Complete(ModelDocument document) ->
          filter(
              document, operation.isConverse() ? Source.CONVERSE_DOCUMENT : Source.MODEL_DOCUMENT);
    };
  }

  private static BufferedAnswer filter(ModelDocument document, Source source) {
    byte[] json = document.json().bytes();
    try {
      byte[] rest = GuardrailTrace.removedFrom(json, source);
      return new BufferedAnswer.Complete(
          Arrays.equals(rest, json) ? document : document.withJson(Payload.of(rest)));
    } catch (JsonException _) {
      return new BufferedAnswer.Failed(
          BedrockFailure.ofStream(UNREADABLE).problem(),
          document.usage(),
          false,
          document.head().requestId());
    }
  }

  @Override
  public MeteredEvent read(byte[] bytes) {
    MeteredEvent metered = events.read(bytes);
    try {
      return metered.changingShown(this::filter);
    } catch (JsonException | IllegalArgumentException _) {
      return metered.failed(UNREADABLE);
    }
  }

  @Override
  public List<Chunk> rest() {
    return events.rest();
  }

  @Override
  public Guardrail guardrail() {
    return events.guardrail();
  }

  @Override
  public boolean isWholeWithoutLast() {
    return events.isWholeWithoutLast();
  }

  private Chunk filter(Chunk chunk) {
    return switch (chunk) {
      case Chunk.Text text -> text;
      case Chunk.Event(String json) -> new Chunk.Event(filter(json));
      case Chunk.Frame frame -> filter(frame);
    };
  }

  private Chunk.Frame filter(Chunk.Frame frame) {
    byte[] bytes = frame.bytes().bytes();
    byte[] payload = EventFramePayload.of(bytes);
    if (payload.length == 0) {
      return frame;
    }
    byte[] rest = GuardrailTrace.removedFrom(payload, Source.FRAME_PAYLOAD);
    return Arrays.equals(rest, payload)
        ? frame
        : new Chunk.Frame(
            frame.type(),
            filter(frame.json()),
            Payload.of(EventFramePayload.replaced(bytes, rest)),
            frame.hasContent());
  }

  /// @param json of an event, as the chunk has it
  private String filter(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    byte[] rest = GuardrailTrace.removedFrom(utf8, event);
    return Arrays.equals(rest, utf8) ? json : new String(rest, StandardCharsets.UTF_8);
  }
}
