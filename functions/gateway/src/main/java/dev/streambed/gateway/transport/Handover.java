package dev.streambed.gateway.transport;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.vocabulary.AnswerId;
import dev.streambed.gateway.vocabulary.Connection;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.RequestId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// An admitted answer that one invocation hands on to another, as the event between them: API
/// Gateway waits for 29 seconds, and answers take longer.
///
/// @param id what the client calls it
/// @param model what is asked: known even if the prompt cannot be read any more
/// @param permit what was admitted, in the words of whoever admits
/// @param until when the connection will have ended
public record Handover(
    Connection connection,
    AnswerId id,
    RequestId requestId,
    ModelId model,
    JsonObject permit,
    Instant until,
    Prompt prompt) {

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
    members.put(MARK, new JsonObject(head()));
    switch (prompt) {
      case Prompt.Message(Payload body) ->
          members.put("body", new JsonText(Base64.getEncoder().encodeToString(body.bytes())));
      case Prompt.Parts(int count) -> members.put("parts", JsonNumber.of(count));
    }
    return Payload.of(new JsonObject(members).write().getBytes(StandardCharsets.UTF_8));
  }

  /// Reads the event; nothing when it is of another version, or not whole.
  static Optional<Handover> of(JsonObject event) {
    JsonObject head = event.objectOrEmpty(MARK);
    if (head.number("version").orElse(0) != VERSION) {
      return Optional.empty();
    }
    try {
      return prompt(event).map(prompt -> of(head, prompt));
    } catch (IllegalArgumentException | NoSuchElementException _) {
      return Optional.empty();
    }
  }

  private static Handover of(JsonObject head, Prompt prompt) {
    return new Handover(
        new Connection(text(head, "apiId"), text(head, "stage"), text(head, "connectionId")),
        new AnswerId(text(head, "id")),
        new RequestId(text(head, "requestId")),
        new ModelId(text(head, "modelId")),
        head.object("permit").orElseThrow(),
        Instant.ofEpochSecond(head.number("until").orElseThrow()),
        prompt);
  }

  private Map<String, Json> head() {
    Map<String, Json> head = new LinkedHashMap<>();
    head.put("version", JsonNumber.of(VERSION));
    head.put("apiId", new JsonText(connection.apiId()));
    head.put("stage", new JsonText(connection.stage()));
    head.put("connectionId", new JsonText(connection.id()));
    head.put("id", new JsonText(id.value()));
    head.put("requestId", new JsonText(requestId.value()));
    head.put("modelId", new JsonText(model.value()));
    head.put("permit", permit);
    head.put("until", JsonNumber.of(until.getEpochSecond()));
    return head;
  }

  private static String text(JsonObject head, String name) {
    return head.text(name).orElseThrow();
  }

  private static Optional<Prompt> prompt(JsonObject event) {
    return event
        .text("body")
        .<Prompt>map(body -> new Prompt.Message(Payload.of(Base64.getDecoder().decode(body))))
        .or(() ->
            event.number("parts").stream()
                .<Prompt>mapToObj(count -> new Prompt.Parts((int) count))
                .findFirst());
  }
}
