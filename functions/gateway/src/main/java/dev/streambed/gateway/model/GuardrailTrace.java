package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectText;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The trace of a guardrail in what Bedrock answers, and how it is taken out. It shows what the
/// guardrail kept back. Every other byte stays as it is.
///
/// | in | the trace is |
/// |---|---|
/// | a model's own document or event | `amazon-bedrock-trace`; in Amazon Nova's events also `metadata.trace` |
/// | a document of `Converse`, the event `metadata` of `ConverseStream` | `trace` |
///
/// Names are compared with their escapes decoded, repeated ones too. They are looked for in these
/// places only: anywhere else a member of such a name is the model's own.
final class GuardrailTrace {

  private static final String NATIVE = "amazon-bedrock-trace";
  private static final String CONVERSE = "trace";

  /// The one member of Converse's trace that tells nothing of a guardrail.
  private static final String PROMPT_ROUTER = "promptRouter";

  /// Of Nova's last event.
  private static final String METADATA = "metadata";

  /// What a caller wants Converse to tell of the model's own document, which AWS does not say to be
  /// without Bedrock's members.
  private static final String MODEL_FIELDS = "additionalModelResponseFields";

  private GuardrailTrace() {}

  /// A document or an event without its trace.
  ///
  /// @return the same array when it has none
  /// @throws JsonException when it is no JSON object, even repaired, so that nobody knows what is
  ///   in it
  static byte[] removedFrom(byte[] json) {
    Optional<JsonObjectText> strict = strictly(json);
    if (strict.isPresent()) {
      return removedFrom(json, strict.get());
    }
    byte[] repaired = JsonRepair.of(json);
    byte[] rest = removedFrom(repaired, JsonObjectText.of(repaired));
    return Arrays.equals(rest, repaired) ? json : rest;
  }

  private static Optional<JsonObjectText> strictly(byte[] json) {
    try {
      return Optional.of(JsonObjectText.of(json));
    } catch (JsonException _) {
      return Optional.empty();
    }
  }

  private static byte[] removedFrom(byte[] json, JsonObjectText text) {
    byte[] rest = withoutNative(json, text);
    if (text.has(CONVERSE)) {
      rest = withoutConverses(rest);
    }
    if (text.has(METADATA)) {
      rest = changing(rest, METADATA, GuardrailTrace::withoutConverses);
    }
    if (text.has(MODEL_FIELDS)) {
      rest = changing(rest, MODEL_FIELDS, value -> withoutNative(value, JsonObjectText.of(value)));
    }
    return rest;
  }

  private static byte[] changing(byte[] json, String name, UnaryOperator<byte[]> change) {
    return JsonObjectText.of(json)
        .changing(name, value -> value[0] == '{' ? change.apply(value) : value);
  }

  private static byte[] withoutNative(byte[] json, JsonObjectText text) {
    return text.has(NATIVE) ? text.without(Set.of(NATIVE)) : json;
  }

  private static byte[] withoutConverses(byte[] json) {
    JsonObjectText text = JsonObjectText.of(json);
    if (text.values(CONVERSE).noneMatch(GuardrailTrace::tells)) {
      return json;
    }
    boolean isRouted =
        text.values(CONVERSE)
            .anyMatch(trace -> trace instanceof JsonObject object && object.has(PROMPT_ROUTER));
    return isRouted
        ? text.changing(CONVERSE, GuardrailTrace::onlyPromptRouter)
        : text.without(Set.of(CONVERSE));
  }

  /// Whether a trace has anything that may tell of a guardrail. Nova's events have an empty one.
  private static boolean tells(Json trace) {
    return switch (trace) {
      case JsonObject object ->
          object.members().keySet().stream().anyMatch(name -> !name.equals(PROMPT_ROUTER));
      case JsonNull _ -> false;
      default -> true;
    };
  }

  private static byte[] onlyPromptRouter(byte[] value) {
    Json trace = Json.read(value);
    if (!tells(trace)) {
      return value;
    }
    Set<String> others = new HashSet<>();
    if (trace instanceof JsonObject object) {
      others.addAll(object.members().keySet());
      others.remove(PROMPT_ROUTER);
      return JsonObjectText.of(value).without(others);
    }
    return new byte[] {'{', '}'};
  }
}
