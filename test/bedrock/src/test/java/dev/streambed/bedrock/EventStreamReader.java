package dev.streambed.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.FrameParser;
import dev.streambed.bedrock.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.eventstream.Message;

/// Reads the frames of a stream while they arrive.
final class EventStreamReader {

  private final InputStream in;
  private final FrameParser parser = new FrameParser();
  private final byte[] buffer = new byte[8_192];

  EventStreamReader(InputStream in) {
    this.in = in;
  }

  /// One frame, decoded.
  record Event(String messageType, String type, JsonNode payload) {

    static Event of(byte[] frame) {
      Message message = Message.decode(ByteBuffer.wrap(frame));
      String messageType = header(message, ":message-type");
      String kind = messageType.equals("exception") ? ":exception-type" : ":event-type";
      JsonNode payload = Json.read(message.getPayload()).orElseThrow();
      return new Event(messageType, header(message, kind), payload);
    }

    private static String header(Message message, String name) {
      return Objects.requireNonNull(message.getHeaders().get(name), name).getString();
    }

    /// The model's own document, for a chunk of InvokeModelWithResponseStream.
    JsonNode document() {
      byte[] bytes = Base64.getDecoder().decode(payload.get("bytes").textValue());
      return Json.read(bytes).orElseThrow();
    }

    /// The text in a chunk of Nova, or the empty string.
    String novaText() {
      return type.equals("chunk") ? document().at("/contentBlockDelta/delta/text").asText() : "";
    }
  }

  /// The next frame, or nothing at the end.
  Optional<Event> next() throws IOException {
    Optional<byte[]> frame = parser.next();
    while (frame.isEmpty()) {
      int length = in.read(buffer);
      if (length < 0) {
        return Optional.empty();
      }
      parser.feed(buffer, length);
      frame = parser.next();
    }
    return frame.map(Event::of);
  }

  /// The next chunk of text from Nova.
  String nextNovaText() throws IOException {
    for (Optional<Event> event = next(); event.isPresent(); event = next()) {
      if (!event.get().novaText().isEmpty()) {
        return event.get().novaText();
      }
    }
    throw new IOException("the stream ended without another piece");
  }

  /// All frames that are left.
  List<Event> rest() throws IOException {
    List<Event> events = new ArrayList<>();
    for (Optional<Event> event = next(); event.isPresent(); event = next()) {
      events.add(event.get());
    }
    return events;
  }

  static List<Event> of(InputStream in) throws IOException {
    return new EventStreamReader(in).rest();
  }

  /// Nova's text, chunk by chunk.
  static List<String> novaTexts(List<Event> events) {
    return events.stream().map(Event::novaText).filter(text -> !text.isEmpty()).toList();
  }
}
