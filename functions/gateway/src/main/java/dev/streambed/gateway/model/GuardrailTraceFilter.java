package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObjectText;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
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

  /// The member of a frame's payload that has a model's own event, in base64.
  private static final String WRAPPED = "bytes";

  private final EventReader events;

  GuardrailTraceFilter(EventReader events) {
    this.events = events;
  }

  /// The answer with a document without trace.
  static BufferedAnswer filter(BufferedAnswer answer) {
    return switch (answer) {
      case BufferedAnswer.Failed failed -> failed;
      case BufferedAnswer.Complete(ModelDocument document) -> filter(document);
    };
  }

  private static BufferedAnswer filter(ModelDocument document) {
    byte[] json = document.json().bytes();
    try {
      byte[] rest = GuardrailTrace.removedFrom(json);
      return new BufferedAnswer.Complete(
          Arrays.equals(rest, json) ? document : document.withJson(Payload.of(rest)));
    } catch (JsonException _) {
      return new BufferedAnswer.Failed(
          BedrockFailure.ofStream(UNREADABLE).problem(), document.usage());
    }
  }

  @Override
  public MeteredEvent read(byte[] bytes) {
    MeteredEvent metered = events.read(bytes);
    try {
      return metered.changingShown(GuardrailTraceFilter::filter);
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

  private static Chunk filter(Chunk chunk) {
    return switch (chunk) {
      case Chunk.Text text -> text;
      case Chunk.Event(String json) -> new Chunk.Event(filter(json));
      case Chunk.Frame frame -> filter(frame);
    };
  }

  private static Chunk.Frame filter(Chunk.Frame frame) {
    byte[] bytes = frame.bytes().bytes();
    byte[] payload = EventFramePayload.of(bytes);
    if (payload.length == 0) {
      return frame;
    }
    byte[] rest = GuardrailTrace.removedFrom(payload);
    JsonObjectText text = JsonObjectText.of(rest);
    rest = text.has(WRAPPED) ? text.changing(WRAPPED, GuardrailTraceFilter::filterWrapped) : rest;
    return Arrays.equals(rest, payload)
        ? frame
        : new Chunk.Frame(
            frame.type(),
            filter(frame.json()),
            Payload.of(EventFramePayload.replaced(bytes, rest)),
            frame.hasContent());
  }

  /// @param value text in base64, as a JSON string
  private static byte[] filterWrapped(byte[] value) {
    if (!(Json.read(value) instanceof JsonString(String base64))) {
      throw new IllegalArgumentException("not a string");
    }
    byte[] event = Base64.getDecoder().decode(base64);
    byte[] rest = event.length == 0 ? event : GuardrailTrace.removedFrom(event);
    return Arrays.equals(rest, event)
        ? value
        : ('"' + Base64.getEncoder().encodeToString(rest) + '"')
            .getBytes(StandardCharsets.US_ASCII);
  }

  private static String filter(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    byte[] rest = GuardrailTrace.removedFrom(utf8);
    return Arrays.equals(rest, utf8) ? json : new String(rest, StandardCharsets.UTF_8);
  }
}
