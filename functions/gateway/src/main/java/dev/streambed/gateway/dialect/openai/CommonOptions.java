package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.converse.ConverseRequest;
import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.List;

/// Options that Chat Completions and the Responses API have in common.
final class CommonOptions {

  private CommonOptions() {}

  /// Reads what both APIs call by the same names.
  static void read(RequestMembers request, ConverseRequest converse) {
    request
        .number("temperature")
        .ifPresent(number -> converse.inference().put("temperature", number));
    request.number("top_p").ifPresent(number -> converse.inference().put("topP", number));
    readServiceTier(request, converse);
    // They group or describe requests and change no answer; Bedrock caches by content alone.
    request.passOver(
        "metadata", "user", "safety_identifier", "prompt_cache_key", "prompt_cache_retention");
    request.refuseUnless("logprobs", CommonOptions::isOff);
    request.refuseUnless("top_logprobs", CommonOptions::isOff);
    request.refuseUnless("moderation", CommonOptions::isOff);
  }

  /// Reads `prompt_cache_options`: whether nothing but what the caller has marked is to be cached.
  static boolean cachesExplicitly(RequestMembers request) {
    return request
        .object("prompt_cache_options")
        .flatMap(options -> options.text("mode").map(mode -> isExplicit(options, mode)))
        .orElse(false);
  }

  private static boolean isExplicit(RequestMembers options, String mode) {
    return switch (mode) {
      case "explicit" -> true;
      case "implicit" -> false;
      default -> throw options.invalid("mode", "must be 'implicit' or 'explicit'");
    };
  }

  /// Reads a response format.
  ///
  /// @param format of the type `text`, `json_object` or `json_schema`
  /// @param isNested whether the schema and its name are in its member `json_schema`, instead of in
  ///   itself
  static void readFormat(RequestMembers format, boolean isNested, ConverseRequest converse) {
    switch (format.requiredText("type")) {
      case "text" -> {}
      // Bedrock takes schemas only.
      case "json_object" ->
          converse
              .conversation()
              .addSystem("Answer with one JSON object, and with nothing before or after it.");
      case "json_schema" ->
          readSchema(
              isNested
                  ? format
                      .object("json_schema")
                      .orElseThrow(() -> format.invalid("json_schema", "is missing"))
                  : format,
              converse);
      default -> throw format.invalid("type", "must be 'text', 'json_object' or 'json_schema'");
    }
    format.finish();
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

  private static void readServiceTier(RequestMembers request, ConverseRequest converse) {
    String tier = request.text("service_tier").orElse("auto");
    switch (tier) {
      case "auto" -> {}
      case "default", "flex", "priority" ->
          converse.members().put("serviceTier", JsonObjectBuilder.of("type", new JsonString(tier)));
      default ->
          throw request.invalid("service_tier", "must be 'auto', 'default', 'flex' or 'priority'");
    }
  }

  // https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html
  private static void readSchema(RequestMembers named, ConverseRequest converse) {
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
    converse
        .members()
        .put(
            "outputConfig",
            JsonObjectBuilder.of(
                "textFormat",
                JsonObjectBuilder.of("type", "json_schema")
                    .put("structure", JsonObjectBuilder.of("jsonSchema", own.build()))
                    .build()));
  }
}
