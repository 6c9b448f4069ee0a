package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Tags;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.List;
import java.util.Optional;

/// Reads a body in the seed format: the model's own body, with the gateway's members added.
///
/// | member | meaning |
/// |---|---|
/// | `modelId`, or `model` | required; both only if they are equal |
/// | `stream` | `true` or `false`; the route's default when absent or `null` |
/// | `stream_options` | an object; only `include_usage` is read |
public final class ModelRequestReader {

  private final SeedRequestBody seed;
  private final ModelResolver aliases;
  private String firstError = "";

  private ModelRequestReader(SeedRequestBody seed, ModelResolver aliases) {
    this.seed = seed;
    this.aliases = aliases;
  }

  /// Reads a body.
  ///
  /// @param streamedByDefault whether the answer is streamed when `stream` is absent
  public static ParsedRequest read(Payload body, boolean streamedByDefault, ModelResolver aliases) {
    try {
      return new ModelRequestReader(SeedRequestBody.of(body), aliases).read(streamedByDefault);
    } catch (JsonException e) {
      return new ParsedRequest.Invalid(
          Problem.of(ErrorCode.INVALID_REQUEST, e.sentence("The body")));
    }
  }

  /// Reads a WebSocket message that requests an answer: a body with the members `action`, `id` and
  /// `tags` added. The answer is always streamed, whatever `stream` says.
  public static ParsedRequest readMessage(Payload message, ModelResolver aliases) {
    try {
      return new ModelRequestReader(SeedRequestBody.ofMessage(message), aliases).readMessage();
    } catch (JsonException e) {
      return new ParsedRequest.Invalid(
          Problem.of(ErrorCode.INVALID_REQUEST, e.sentence("The body")));
    }
  }

  private ParsedRequest readMessage() {
    Optional<ModelId> model = model();
    Tags tags = tags();
    if (model.isEmpty() || !firstError.isEmpty()) {
      return new ParsedRequest.Invalid(Problem.of(ErrorCode.INVALID_REQUEST, firstError));
    }
    return new ParsedRequest.Valid(modelRequest(model.get(), true, true).with(tags));
  }

  private Tags tags() {
    return switch (TagReader.read(control("tags").orElse(new JsonNull()))) {
      case TagReader.Result.Valid(Tags tags) -> tags;
      case TagReader.Result.Invalid(String sentence) -> invalid(sentence, Tags.NONE);
    };
  }

  private ParsedRequest read(boolean streamedByDefault) {
    Optional<ModelId> model = model();
    boolean streamed = flag("stream", control("stream"), streamedByDefault);
    boolean includeUsage = flag("include_usage", streamOptions().get("include_usage"), false);
    if (model.isEmpty() || !firstError.isEmpty()) {
      return new ParsedRequest.Invalid(Problem.of(ErrorCode.INVALID_REQUEST, firstError));
    }
    return new ParsedRequest.Valid(modelRequest(model.get(), streamed, includeUsage));
  }

  private ModelRequest modelRequest(ModelId model, boolean streamed, boolean includeUsage) {
    return RequestEstimator.request(model, bodyFor(model, streamed), streamed, includeUsage);
  }

  private Payload bodyFor(ModelId model, boolean streamed) {
    return streamed && ModelFamily.mustBeToldToStream(model)
        ? seed.restWith("\"stream\":true")
        : seed.rest();
  }

  private Optional<ModelId> model() {
    Optional<Json> modelId = control("modelId");
    Optional<Json> model = control("model");
    if (modelId.isPresent() && model.isPresent() && !isOneName(modelId.get(), model.get())) {
      return invalid("modelId and model name different models.", Optional.empty());
    }
    return switch (modelId.or(() -> model).orElse(new JsonNull())) {
      case JsonString(String name) -> modelNamed(name);
      default -> invalid("modelId is required and must be a string.", Optional.empty());
    };
  }

  // Only strings are compared: comparing deeply nested values needs a deep stack.
  private static boolean isOneName(Json one, Json other) {
    return one instanceof JsonString(String name)
        ? other instanceof JsonString(String same) && name.equals(same)
        : !(other instanceof JsonString);
  }

  private Optional<ModelId> modelNamed(String name) {
    Optional<ModelId> model = aliases.model(name);
    return model.isPresent()
        ? model
        : invalid("modelId is not the id or the ARN of a model.", model);
  }

  private JsonObject streamOptions() {
    return switch (control("stream_options").orElse(new JsonNull())) {
      case JsonObject options -> options;
      case JsonNull() -> JsonObject.EMPTY;
      default -> invalid("stream_options must be an object.", JsonObject.EMPTY);
    };
  }

  private boolean flag(String name, Optional<Json> value, boolean byDefault) {
    return switch (value.orElse(new JsonNull())) {
      case JsonBoolean(boolean flag) -> flag;
      case JsonNull() -> byDefault;
      default -> invalid(name + " must be true or false.", byDefault);
    };
  }

  // A duplicate member is refused, because two readers might use different values.
  private Optional<Json> control(String name) {
    List<Json> values = seed.values(name).limit(2).toList();
    return values.size() > 1
        ? invalid(name + " is given twice.", Optional.empty())
        : values.stream().findFirst();
  }

  private <T> T invalid(String sentence, T instead) {
    firstError = firstError.isEmpty() ? sentence : firstError;
    return instead;
  }
}
