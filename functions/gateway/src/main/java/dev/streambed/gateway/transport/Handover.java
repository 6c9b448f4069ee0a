package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An admitted answer that one invocation hands on to another, as the event between them: API
/// Gateway waits for 29 seconds, and answers take longer.
public record Handover(HandoverHeader envelope, Prompt prompt) {

  static final String MARK = "streambedAnswer";
  private static final long VERSION = 1;

  /// Where the message that asks for the answer is.
  public sealed interface Prompt {

    /// Here.
    record Message(Payload body) implements Prompt {}

    /// With the connection's rows, in so many parts.
    record Parts(int count) implements Prompt {}
  }

  /// As JSON.
  public Payload event() {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put(MARK, envelope.write(VERSION));
    switch (prompt) {
      case Prompt.Message(Payload body) ->
          members.put("body", new JsonString(Base64.getEncoder().encodeToString(body.bytes())));
      case Prompt.Parts(int count) -> members.put("parts", JsonNumber.of(count));
    }
    return Payload.of(new JsonObject(members).write().getBytes(StandardCharsets.UTF_8));
  }

  /// Reads the event; nothing when it is of another version, or not whole.
  static Optional<Handover> of(JsonObject event) {
    if (event.objectOrEmpty(MARK).number("version").orElse(0) != VERSION) {
      return Optional.empty();
    }
    return HandoverHeader.of(event)
        .flatMap(head -> prompt(event).map(prompt -> new Handover(head, prompt)));
  }

  private static Optional<Prompt> prompt(JsonObject event) {
    try {
      return event
          .text("body")
          .<Prompt>map(body -> new Prompt.Message(Payload.of(Base64.getDecoder().decode(body))))
          .or(() ->
              event.number("parts").stream()
                  .<Prompt>mapToObj(count -> new Prompt.Parts((int) count))
                  .findFirst());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
