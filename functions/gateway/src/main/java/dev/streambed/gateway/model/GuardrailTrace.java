package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectText;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The trace of a guardrail in what Bedrock answers, and how it is taken out. It shows what the
/// guardrail kept back. Every other byte stays as it is.
///
/// | in | the trace is |
/// |---|---|
/// | a model's own document | `amazon-bedrock-trace` |
/// | a model's own event | `amazon-bedrock-trace`; in Amazon Nova's last event also `metadata.trace` |
/// | a document of `Converse` | all of these, and `trace` |
/// | the payload of a frame: an event of `ConverseStream`, or around a model's own in `bytes` | the same |
///
/// Names are compared with their escapes decoded, repeated ones too. They are looked for in these
/// places only: anywhere else, as `trace` in the document of an imported model, a member of such a
/// name is the model's own.
final class GuardrailTrace {

  private static final String NATIVE = "amazon-bedrock-trace";
  private static final String CONVERSE = "trace";

  /// The member of a frame's payload that has a model's own event, in base64.
  private static final String WRAPPED = "bytes";

  /// The one member of Converse's trace that tells nothing of a guardrail.
  private static final String PROMPT_ROUTER = "promptRouter";

  /// Of Nova's last event. A family is told by the shape of its events, since the ARN of a model
  /// may hide it: every event with such a member counts as Nova's.
  private static final String METADATA = "metadata";

  /// What a caller wants Converse to tell of the model's own document, which AWS does not say to be
  /// without Bedrock's members.
  private static final String MODEL_FIELDS = "additionalModelResponseFields";

  /// Where a JSON object comes from, which decides where in it a trace may stand.
  enum Source {
    /// The answer of `InvokeModel`.
    MODEL_DOCUMENT,
    /// An event of `InvokeModelWithResponseStream`, taken out of its frame.
    MODEL_EVENT,
    /// The answer of `Converse`.
    CONVERSE_DOCUMENT,
    /// What is in a frame of either operation's event stream, whatever the frame's type is.
    FRAME_PAYLOAD;

    private boolean isModel() {
      return this == MODEL_DOCUMENT || this == MODEL_EVENT;
    }
  }

  private GuardrailTrace() {}

  /// A JSON object without its trace.
  ///
  /// @return the same array when it has none
  /// @throws JsonException when it, or a model's event in it, is no JSON object, even repaired, so
  ///   that nobody knows what is in it
  /// @throws IllegalArgumentException when something else than base64 is in the place of a model's
  ///   event
  static byte[] removedFrom(byte[] json, Source source) {
    Optional<JsonObjectText> strict = strictly(json);
    if (strict.isPresent()) {
      return removedFrom(json, strict.get(), source);
    }
    byte[] repaired = JsonRepair.of(json);
    byte[] rest = removedFrom(repaired, JsonObjectText.of(repaired), source);
    return Arrays.equals(rest, repaired) ? json : rest;
  }

  private static Optional<JsonObjectText> strictly(byte[] json) {
    try {
      return Optional.of(JsonObjectText.of(json));
    } catch (JsonException _) {
      return Optional.empty();
    }
  }

  private static byte[] removedFrom(byte[] json, JsonObjectText text, Source source) {
    byte[] rest = withoutNative(json, text);
    if (source != Source.MODEL_DOCUMENT && text.has(METADATA)) {
      rest = changing(rest, METADATA, GuardrailTrace::withoutConverseTrace);
    }
    if (!source.isModel() && text.has(CONVERSE)) {
      rest = withoutConverseTrace(rest);
    }
    if (!source.isModel() && text.has(MODEL_FIELDS)) {
      rest = changing(rest, MODEL_FIELDS, value -> withoutNative(value, JsonObjectText.of(value)));
    }
    if (source == Source.FRAME_PAYLOAD && text.has(WRAPPED)) {
      rest = JsonObjectText.of(rest).changing(WRAPPED, GuardrailTrace::removedFromWrapped);
    }
    return rest;
  }

  /// @param value text in base64, as a JSON string
  private static byte[] removedFromWrapped(byte[] value) {
    if (!(Json.read(value) instanceof JsonString(String base64))) {
      throw new IllegalArgumentException("not a string");
    }
    byte[] event = Base64.getDecoder().decode(base64);
    byte[] rest = event.length == 0 ? event : removedFrom(event, Source.MODEL_EVENT);
    return Arrays.equals(rest, event)
        ? value
        : ('"' + Base64.getEncoder().encodeToString(rest) + '"')
            .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] changing(byte[] json, String name, UnaryOperator<byte[]> change) {
    return JsonObjectText.of(json)
        .changing(name, value -> value[0] == '{' ? change.apply(value) : value);
  }

  private static byte[] withoutNative(byte[] json, JsonObjectText text) {
    return text.has(NATIVE) ? text.without(Set.of(NATIVE)) : json;
  }

  private static byte[] withoutConverseTrace(byte[] json) {
    JsonObjectText text = JsonObjectText.of(json);
    if (text.values(CONVERSE).noneMatch(GuardrailTrace::hasMoreThanPromptRouter)) {
      return json;
    }
    boolean isRouted =
        text.values(CONVERSE)
            .anyMatch(trace -> trace instanceof JsonObject object && object.has(PROMPT_ROUTER));
    return isRouted
        ? text.changing(CONVERSE, GuardrailTrace::onlyPromptRouter)
        : text.without(Set.of(CONVERSE));
  }

  /// Whether a trace has anything that may be of a guardrail. Nova's events have an empty one.
  private static boolean hasMoreThanPromptRouter(Json trace) {
    return switch (trace) {
      case JsonObject object ->
          object.members().keySet().stream().anyMatch(name -> !name.equals(PROMPT_ROUTER));
      case JsonNull _ -> false;
      default -> true;
    };
  }

  private static byte[] onlyPromptRouter(byte[] value) {
    Json trace = Json.read(value);
    if (!hasMoreThanPromptRouter(trace)) {
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
