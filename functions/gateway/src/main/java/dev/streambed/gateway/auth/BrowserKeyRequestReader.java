package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the body of `POST /keys`. All members are optional.
///
/// @param customer the customer, whose own limits and models bound the key's
record BrowserKeyRequestReader(Customer customer) {

  private static final long LEAST_SECONDS = 60;
  private static final long MOST_SECONDS = 3600;
  private static final long DEFAULT_SECONDS = 600;
  private static final int MOST_MODELS = 50;
  private static final Set<String> MEMBERS = Set.of("expiresIn", "origin", "models", "limits");
  private static final int LONGEST_ORIGIN = 255;
  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*+://([a-z0-9._-]++|\\[[0-9a-f:.]++])(:[0-9]{1,5})?");

  /// Browsers omit default ports, so an origin with one would never match.
  private static final Pattern DEFAULT_PORT = Pattern.compile("https://.*:443|http://.*:80");

  /// A request, or why it is invalid.
  sealed interface Result {
    record Valid(Request request) implements Result {}

    record Invalid(Problem problem) implements Result {}
  }

  Result read(Payload body) {
    try {
      return object(body)
          .map(this::validate)
          .orElseGet(() -> invalid("The body is not a JSON object."));
    } catch (JsonException e) {
      return invalid(e.sentence("The body"));
    }
  }

  private Result validate(JsonObject members) {
    if (!MEMBERS.containsAll(members.members().keySet())) {
      return invalid("The members are expiresIn, origin, models and limits.");
    }
    if (!members.get("expiresIn").map(BrowserKeyRequestReader::isTime).orElse(true)) {
      return invalid("expiresIn is a whole number of seconds from 60 to 3600.");
    }
    if (!members.get("origin").map(BrowserKeyRequestReader::isOrigin).orElse(true)) {
      return invalid("origin is what a browser sends, without a path: https://app.example.com.");
    }
    if (!members.get("models").map(BrowserKeyRequestReader::isList).orElse(true)) {
      return invalid("models is a list of 1 to 50 model ids.");
    }
    if (!members.get("limits").map(limits -> limits instanceof JsonObject).orElse(true)) {
      return invalid("limits is an object.");
    }
    if (!models(members).stream().allMatch(this::mayUse)) {
      return invalid("models names a model that this customer may not use.");
    }
    return switch (new KeyLimitsReader(customer.limits()).read(members.objectOrEmpty("limits"))) {
      case KeyLimitsReader.Result.Valid(Limits limits) ->
          new Result.Valid(request(members, limits));
      case KeyLimitsReader.Result.Invalid(String sentence) -> invalid(sentence);
    };
  }

  private static Optional<JsonObject> object(Payload body) {
    if (body.size() == 0) {
      return Optional.of(JsonObject.EMPTY);
    }
    return Json.read(body.bytes()) instanceof JsonObject object
        ? Optional.of(object)
        : Optional.empty();
  }

  private static boolean isTime(Json value) {
    return value instanceof JsonNumber(String text)
        && text.matches("[0-9]{1,9}")
        && Long.parseLong(text) >= LEAST_SECONDS
        && Long.parseLong(text) <= MOST_SECONDS;
  }

  private static boolean isOrigin(Json value) {
    return value instanceof JsonString(String text) && isOriginText(text);
  }

  private static boolean isList(Json value) {
    return value instanceof JsonArray(var elements)
        && !elements.isEmpty()
        && elements.size() <= MOST_MODELS;
  }

  private boolean mayUse(Json model) {
    return model instanceof JsonString(String text)
        && ModelId.of(text).filter(customer.models()::include).isPresent();
  }

  private static List<Json> models(JsonObject members) {
    return members.array("models").map(JsonArray::elements).orElse(List.of());
  }

  private static Request request(JsonObject members, Limits limits) {
    long seconds = members.number("expiresIn").orElse(DEFAULT_SECONDS);
    Set<String> models =
        models(members).stream()
            .map(model -> model instanceof JsonString(String text) ? text : "")
            .collect(Collectors.toSet());
    return new Request(
        Duration.ofSeconds(seconds),
        members.text("origin"),
        models.isEmpty() ? new AllowedModels.Every() : new AllowedModels.Only(models),
        limits);
  }

  private static Result invalid(String sentence) {
    return new Result.Invalid(Problem.of(ErrorCode.INVALID_REQUEST, sentence));
  }

  /// A request for a browser key.
  ///
  /// @param origin the only web origin that may use the key; empty for any
  /// @param models the models that the key may use, out of the customer's
  /// @param limits limits in addition to the customer's
  record Request(
      Duration expiresIn, Optional<String> origin, AllowedModels models, Limits limits) {}

  private static boolean isOriginText(String text) {
    return text.length() <= LONGEST_ORIGIN
        && ORIGIN.matcher(text).matches()
        && !DEFAULT_PORT.matcher(text).matches();
  }
}
