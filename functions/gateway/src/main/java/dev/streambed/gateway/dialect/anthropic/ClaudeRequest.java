package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.AnthropicVersion;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObjectText;
import dev.streambed.gateway.json.JsonString;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A request for Claude, which speaks Anthropic's API in `InvokeModel` but for a few members.
///
/// @param text the caller's body
record ClaudeRequest(ModelId model, Headers headers, JsonObjectText text) {

  private static final String BETA_HEADER = "anthropic-beta";
  private static final String BETA_MEMBER = "anthropic_beta";
  private static final String VERSION_MEMBER = "anthropic_version";
  private static final Set<String> MOVED = Set.of("model", "stream", VERSION_MEMBER, BETA_MEMBER);

  /// Whether a model is Claude. An application's inference profile does not tell; who asks for it
  /// in Anthropic's API means Claude.
  static boolean isFor(ModelId model) {
    String value = model.value();
    boolean isNameless =
        value.startsWith("arn:")
            && !value.contains(":foundation-model/")
            && !value.contains(":inference-profile/")
            && !value.contains(":default-prompt-router/");
    return isNameless || value.contains("anthropic.claude");
  }

  /// The body for Bedrock: what Anthropic has in the path and in headers is in members there.
  Payload body() {
    return Payload.of(text.replacing(MOVED, own()));
  }

  /// The same for counting, where callers leave out the maximum that `InvokeModel` requires.
  Payload bodyToCount() {
    String maximum = text.has("max_tokens") ? "" : ",\"max_tokens\":1";
    return Payload.of(text.replacing(MOVED, own() + maximum));
  }

  private String own() {
    String version =
        "\"" + VERSION_MEMBER + "\":\"" + AnthropicVersion.of(model, headers).wireName() + "\"";
    Set<String> betas = betas();
    return betas.isEmpty() ? version : version + ",\"" + BETA_MEMBER + "\":" + array(betas).write();
  }

  // Those of the body first: a client that sends both has the more particular ones there.
  private Set<String> betas() {
    Set<String> betas = new LinkedHashSet<>();
    text.values(BETA_MEMBER).flatMap(ClaudeRequest::strings).forEach(betas::add);
    headers.get(BETA_HEADER).stream()
        .flatMap(list -> Arrays.stream(list.split(",")))
        .map(String::strip)
        .filter(beta -> !beta.isEmpty())
        .forEach(betas::add);
    return betas;
  }

  private static Stream<String> strings(Json betas) {
    List<Json> list = betas instanceof JsonArray(List<Json> elements) ? elements : List.of(betas);
    return list.stream()
        .flatMap(beta -> beta instanceof JsonString(String name) ? Stream.of(name) : Stream.of());
  }

  private static JsonArray array(Set<String> betas) {
    return new JsonArray(betas.stream().<Json>map(JsonString::new).toList());
  }
}
