package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.domain.ModelAliases;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A request of `Converse` in the making, with what Chat Completions and the Responses API have in
/// common. Not thread-safe.
public final class ConverseRequest {

  private final ModelId model;
  private final Conversation conversation = new Conversation();
  private final JsonObjectBuilder members = new JsonObjectBuilder();
  private final JsonObjectBuilder inference = new JsonObjectBuilder();
  private final JsonObjectBuilder additional = new JsonObjectBuilder();
  private final List<String> warnings = new ArrayList<>();

  private ConverseRequest(ModelId model) {
    this.model = model;
  }

  /// A request for the model that the member `model` names.
  public static ConverseRequest of(RequestMembers request, ModelAliases aliases) {
    String model = request.requiredText("model");
    return new ConverseRequest(
        aliases.model(model).orElseThrow(() -> request.invalid("model", "is no model's id")));
  }

  public ModelId model() {
    return model;
  }

  public Conversation conversation() {
    return conversation;
  }

  /// The request's own members.
  public JsonObjectBuilder members() {
    return members;
  }

  /// Members of `inferenceConfig`.
  public JsonObjectBuilder inference() {
    return inference;
  }

  /// Members that only this model knows.
  JsonObjectBuilder additional() {
    return additional;
  }

  /// Names something that was passed over.
  void warn(String what) {
    warnings.add(what);
  }

  /// What was passed over.
  List<String> warnings() {
    return warnings;
  }

  /// Reads what both APIs call by the same names.
  void readCommon(RequestMembers request) {
    request.number("temperature").ifPresent(number -> inference.put("temperature", number));
    request.number("top_p").ifPresent(number -> inference.put("topP", number));
    readServiceTier(request);
    // They group or describe requests and change no answer; Bedrock caches by content alone.
    request.passOver(
        "metadata", "user", "safety_identifier", "prompt_cache_key", "prompt_cache_retention");
    request.refuseUnless("logprobs", ConverseRequest::isOff);
    request.refuseUnless("top_logprobs", ConverseRequest::isOff);
    request.refuseUnless("moderation", ConverseRequest::isOff);
  }

  public void setMaximum(OptionalLong tokens) {
    tokens.ifPresent(most -> inference.put("maxTokens", most));
  }

  public void setStopSequences(List<Json> sequences) {
    if (!sequences.isEmpty()) {
      inference.put("stopSequences", new JsonArray(sequences));
    }
  }

  /// Reads a response format.
  ///
  /// @param format of the type `text`, `json_object` or `json_schema`
  /// @param isNested whether the schema and its name are in its member `json_schema`, instead of in
  ///   itself
  void readFormat(RequestMembers format, boolean isNested) {
    switch (format.requiredText("type")) {
      case "text" -> {}
      // Bedrock takes schemas only.
      case "json_object" ->
          conversation.addSystem(
              "Answer with one JSON object, and with nothing before or after it.");
      case "json_schema" ->
          readSchema(
              isNested
                  ? format
                      .object("json_schema")
                      .orElseThrow(() -> format.invalid("json_schema", "is missing"))
                  : format);
      default -> throw format.invalid("type", "must be 'text', 'json_object' or 'json_schema'");
    }
    format.finish();
  }

  public Payload body() {
    JsonObjectBuilder request = new JsonObjectBuilder();
    conversation.addTo(request);
    if (!inference.isEmpty()) {
      request.put("inferenceConfig", inference.build());
    }
    members.build().members().forEach(request::put);
    if (!additional.isEmpty()) {
      request.put("additionalModelRequestFields", additional.build());
    }
    return Payload.of(request.build().write().getBytes(StandardCharsets.UTF_8));
  }

  /// Whether a value asks for nothing.
  static boolean isOff(Json value) {
    return value.equals(new JsonBoolean(false))
        || value.equals(JsonObject.EMPTY)
        || value.equals(new JsonArray(List.of()))
        || (value instanceof JsonNumber number && isZero(number));
  }

  private static boolean isZero(JsonNumber number) {
    return number.text().matches("-?0(\\.0+)?");
  }

  private void readServiceTier(RequestMembers request) {
    String tier = request.text("service_tier").orElse("auto");
    switch (tier) {
      case "auto" -> {}
      case "default", "flex", "priority" ->
          members.put("serviceTier", JsonObjectBuilder.of("type", new JsonString(tier)));
      default ->
          throw request.invalid("service_tier", "must be 'auto', 'default', 'flex' or 'priority'");
    }
  }

  // https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html
  private void readSchema(RequestMembers named) {
    Json schema = named.value("schema").orElseThrow(() -> named.invalid("schema", "is missing"));
    JsonObjectBuilder own = JsonObjectBuilder.of("schema", schema.write());
    own.put("name", named.requiredText("name"));
    named
        .text("description")
        .filter(text -> !text.isBlank())
        .ifPresent(text -> own.put("description", text));
    // Bedrock holds every schema strictly.
    named.passOver("strict");
    named.finish();
    members.put(
        "outputConfig",
        JsonObjectBuilder.of(
            "textFormat",
            JsonObjectBuilder.of("type", "json_schema")
                .put("structure", JsonObjectBuilder.of("jsonSchema", own.build()))
                .build()));
  }
}
