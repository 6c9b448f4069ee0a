package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.RequiredGuardrail;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An admitted answer that one invocation hands over to another, as the event between them: API
/// Gateway waits for 29 seconds, and answers may take longer.
///
/// @param guardrail the guardrail that its model is called with; empty for none
public record Handover(
    HandoverHeader envelope, Prompt prompt, Optional<RequiredGuardrail> guardrail) {

  static final String MARK = "streambedAnswer";
  private static final String GUARDRAIL = "guardrail";
  private static final long VERSION = 1;

  /// With members that a function of before must not pass over: it would call another model, or
  /// without the guardrail.
  private static final long VERSION_WITH_TARGETS = 2;

  /// An answer without a guardrail.
  public Handover(HandoverHeader envelope, Prompt prompt) {
    this(envelope, prompt, Optional.empty());
  }

  /// Where to find the message that requests the answer.
  public sealed interface Prompt {

    /// The message is in the event.
    record Message(Payload body) implements Prompt {}

    /// The message is stored with the connection, in parts.
    ///
    /// @param count the number of parts
    record Parts(int count) implements Prompt {}
  }

  /// The event as JSON.
  public Payload event() {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put(MARK, envelope.write(version()));
    switch (prompt) {
      case Prompt.Message(Payload body) ->
          members.put("body", new JsonString(Base64.getEncoder().encodeToString(body.bytes())));
      case Prompt.Parts(int count) -> members.put("parts", JsonNumber.of(count));
    }
    if (guardrail.isPresent()) {
      members.put(GUARDRAIL, new JsonString(guardrail.get().text()));
    }
    return Payload.of(new JsonObject(members).write().getBytes(StandardCharsets.UTF_8));
  }

  private long version() {
    return guardrail.isPresent() || envelope.hasOtherTargets() ? VERSION_WITH_TARGETS : VERSION;
  }

  /// Reads the event; empty when it is incomplete or of another version.
  static Optional<Handover> of(JsonObject event) {
    long version = event.objectOrEmpty(MARK).number("version").orElse(0);
    if (version != VERSION && version != VERSION_WITH_TARGETS) {
      return Optional.empty();
    }
    return HandoverHeader.of(event)
        .flatMap(head -> prompt(event).map(prompt -> new Handover(head, prompt)))
        .flatMap(handover -> handover.withGuardrail(event));
  }

  private Optional<Handover> withGuardrail(JsonObject event) {
    return event.has(GUARDRAIL)
        ? event
            .text(GUARDRAIL)
            .flatMap(RequiredGuardrail::of)
            .map(read -> new Handover(envelope, prompt, Optional.of(read)))
        : Optional.of(this);
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
