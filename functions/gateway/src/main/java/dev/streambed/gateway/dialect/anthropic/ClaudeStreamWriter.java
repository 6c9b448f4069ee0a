package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectText;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Claude's own events, as they come, without what Bedrock adds to them for the bill.
final class ClaudeStreamWriter implements ResponseWriter {

  private static final String METRICS = "amazon-bedrock-invocationMetrics";
  private static final String USAGE = "usage";
  private static final String MESSAGE = "message";
  private static final String NO_OUTPUT = "{\"output_tokens\":0}";
  private static final String NOTHING_YET = "{\"input_tokens\":0,\"output_tokens\":0}";

  private final MessageEvents events;
  private String latest = "";
  private OptionalLong openBlock = OptionalLong.empty();
  private boolean hasBegun;
  private boolean hasStopReason;

  ClaudeStreamWriter(MessageEvents events) {
    this.events = events;
  }

  @Override
  public void chunk(Chunk chunk) throws IOException {
    if (!(chunk instanceof Chunk.Frame frame) || frame.json().isEmpty()) {
      return;
    }
    try {
      event(frame.json(), JsonObjectText.of(frame.json().getBytes(StandardCharsets.UTF_8)));
    } catch (JsonException _) {
      // Anthropic's clients could not read it either; the answer goes on to its end.
    }
  }

  private void event(String json, JsonObjectText event) throws IOException {
    Optional<String> type = type(event);
    if (type.isEmpty()) {
      // Of a guardrail: Anthropic's clients know events by their type only.
      return;
    }
    follow(type.get(), event);
    events.send(
        type.get(),
        switch (type.get()) {
          case "message_start" ->
              startsUncounted(event) ? startCounted(event) : withoutMetrics(json, event);
          case "message_delta" ->
              event.has(USAGE) ? withoutMetrics(json, event) : deltaCounted(event);
          default -> withoutMetrics(json, event);
        });
  }

  @Override
  public void ping() throws IOException {
    events.ping();
  }

  @Override
  public void end(Outcome outcome) throws IOException {
    switch (outcome) {
      case Outcome.Complete _ -> complete();
      case Outcome.Stopped(Usage usage) -> stop(usage);
      case Outcome.Failed(_, Problem problem) -> events.problem(problem);
      case Outcome.NotStarted(Problem problem) -> events.problem(problem);
      case Outcome.ClientGone _, Outcome.Killed _ -> {}
    }
  }

  // Bedrock may leave out the very last event of an answer that is whole.
  private void complete() throws IOException {
    if (!latest.equals("message_stop")) {
      events.messageStop();
    }
  }

  private void stop(Usage usage) throws IOException {
    if (!hasBegun) {
      events.messageStart();
    }
    if (openBlock.isPresent()) {
      events.blockStop(openBlock.getAsLong());
    }
    if (!hasStopReason) {
      events.messageDelta(MessageStop.STOPPED, usage);
    }
    complete();
    events.finish();
  }

  private void follow(String type, JsonObjectText event) {
    latest = type;
    switch (type) {
      case "message_start" -> hasBegun = true;
      case "message_delta" -> hasStopReason = true;
      case "content_block_start" -> openBlock = index(event);
      case "content_block_stop" -> openBlock = OptionalLong.empty();
      default -> {
        // Nothing that a stop would have to close.
      }
    }
  }

  private static Optional<String> type(JsonObjectText event) {
    return event.value("type").orElse(null) instanceof JsonString(String type)
        ? Optional.of(type)
        : Optional.empty();
  }

  private static OptionalLong index(JsonObjectText event) {
    Optional<Json> index = event.value("index");
    return index.isPresent() && index.get() instanceof JsonNumber number
        ? number.integerPart()
        : OptionalLong.of(0);
  }

  // When a guardrail answers in place of the model, these events may lack the usage that
  // Anthropic's
  // clients count on. Nothing was counted.
  private static String startCounted(JsonObjectText event) {
    String message = message(event).write();
    return with(MESSAGE, "{\"usage\":" + NOTHING_YET + "," + message.substring(1), event);
  }

  private static String deltaCounted(JsonObjectText event) {
    return with(USAGE, NO_OUTPUT, event);
  }

  private static String with(String name, String json, JsonObjectText event) {
    return new String(
        event.replacing(Set.of(name, METRICS), "\"" + name + "\":" + json), StandardCharsets.UTF_8);
  }

  private static boolean startsUncounted(JsonObjectText event) {
    return !message(event).members().isEmpty() && !message(event).has(USAGE);
  }

  private static JsonObject message(JsonObjectText event) {
    return event.value(MESSAGE).orElse(null) instanceof JsonObject message
        ? message
        : JsonObject.EMPTY;
  }

  private static String withoutMetrics(String json, JsonObjectText event) {
    return event.has(METRICS)
        ? new String(event.without(Set.of(METRICS)), StandardCharsets.UTF_8)
        : json;
  }
}
