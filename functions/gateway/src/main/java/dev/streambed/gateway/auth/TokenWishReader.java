package dev.streambed.gateway.auth;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.vocabulary.AllowedModels;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Limits;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the body of `POST /tokens`, all of whose members are optional.
///
/// @param customer who may hand on no more than it has
record TokenWishReader(Customer customer) {

  private static final long LEAST_SECONDS = 60;
  private static final long MOST_SECONDS = 3600;
  private static final long DEFAULT_SECONDS = 600;
  private static final int MOST_MODELS = 50;
  private static final Set<String> MEMBERS = Set.of("expiresIn", "origin", "models", "limits");

  /// A wish, or what is wrong with it.
  sealed interface Outcome {
    record Good(TokenWish wish) implements Outcome {}

    record Bad(Problem problem) implements Outcome {}
  }

  Outcome read(Payload body) {
    try {
      return object(body).map(this::judge).orElseGet(() -> bad("The body is not a JSON object."));
    } catch (JsonException e) {
      return bad(e.sentence("The body"));
    }
  }

  private Outcome judge(JsonObject members) {
    if (!MEMBERS.containsAll(members.members().keySet())) {
      return bad("The members are expiresIn, origin, models and limits.");
    }
    if (!members.get("expiresIn").map(TokenWishReader::isTime).orElse(true)) {
      return bad("expiresIn is a whole number of seconds from 60 to 3600.");
    }
    if (!members.get("origin").map(TokenWishReader::isOrigin).orElse(true)) {
      return bad("origin is what a browser sends, without a path: https://app.example.com.");
    }
    if (!members.get("models").map(TokenWishReader::isList).orElse(true)) {
      return bad("models is a list of 1 to 50 model ids.");
    }
    if (!members.get("limits").map(limits -> limits instanceof JsonObject).orElse(true)) {
      return bad("limits is an object.");
    }
    if (!models(members).stream().allMatch(this::mayUse)) {
      return bad("models names a model that this customer may not use.");
    }
    return switch (new LimitsReader(customer.limits()).read(members.objectOrEmpty("limits"))) {
      case LimitsReader.Outcome.Good(Limits limits) -> new Outcome.Good(wish(members, limits));
      case LimitsReader.Outcome.Bad(String sentence) -> bad(sentence);
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
    return value instanceof JsonText(String text) && Origin.is(text);
  }

  private static boolean isList(Json value) {
    return value instanceof JsonArray(var elements)
        && !elements.isEmpty()
        && elements.size() <= MOST_MODELS;
  }

  private boolean mayUse(Json model) {
    return model instanceof JsonText(String text)
        && ModelId.of(text).filter(customer.models()::include).isPresent();
  }

  private static List<Json> models(JsonObject members) {
    return members.array("models").map(JsonArray::elements).orElse(List.of());
  }

  private static TokenWish wish(JsonObject members, Limits limits) {
    long seconds = members.number("expiresIn").orElse(DEFAULT_SECONDS);
    Set<String> models =
        models(members).stream()
            .map(model -> model instanceof JsonText(String text) ? text : "")
            .collect(Collectors.toSet());
    return new TokenWish(
        Duration.ofSeconds(seconds),
        members.text("origin"),
        models.isEmpty() ? new AllowedModels.Every() : new AllowedModels.Only(models),
        limits);
  }

  private static Outcome bad(String sentence) {
    return new Outcome.Bad(Problem.of(ErrorCode.INVALID_REQUEST, sentence));
  }
}
