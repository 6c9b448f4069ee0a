package dev.streambed.gateway.dialect.converse;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/// The members of an object in a request. It remembers which were read, so that those that nobody
/// knows can be refused at the end. `null` counts as absent. Not thread-safe.
///
/// Every method throws [InvalidRequestException] when a member is of another type than is read.
public final class RequestMembers {

  private static final int LONGEST_NAME = 100;

  private final JsonObject object;
  private final String path;
  private final Set<String> known = new HashSet<>();

  private RequestMembers(JsonObject object, String path) {
    this.object = object;
    this.path = path;
  }

  /// The members of an object.
  ///
  /// @param path of the object, as errors name it; empty for the body
  public static RequestMembers of(Json json, String path) {
    if (json instanceof JsonObject object) {
      return new RequestMembers(object, path);
    }
    throw InvalidRequestException.of(path, "must be an object");
  }

  public String path() {
    return path;
  }

  /// The object itself.
  public JsonObject json() {
    return object;
  }

  /// The names of the members that are there.
  public Set<String> names() {
    return object.members().keySet();
  }

  /// The path of a member.
  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  public InvalidRequestException invalid(String name, String rest) {
    return InvalidRequestException.of(path(name), rest);
  }

  public Optional<Json> value(String name) {
    known.add(name);
    return object.get(name).filter(value -> !(value instanceof JsonNull));
  }

  public Optional<String> text(String name) {
    return value(name)
        .map(value -> {
          if (value instanceof JsonString(String text)) {
            return text;
          }
          throw invalid(name, "must be a string");
        });
  }

  public String requiredText(String name) {
    return text(name).orElseThrow(() -> invalid(name, "is missing"));
  }

  public Optional<JsonNumber> number(String name) {
    return value(name)
        .map(value -> {
          if (value instanceof JsonNumber number) {
            return number;
          }
          throw invalid(name, "must be a number");
        });
  }

  public OptionalLong count(String name) {
    Optional<JsonNumber> number = number(name);
    OptionalLong count = number.map(JsonNumber::integerPart).orElseGet(OptionalLong::empty);
    if (number.isPresent() && (count.isEmpty() || count.getAsLong() < 1)) {
      throw invalid(name, "must be a whole number of at least 1");
    }
    return count;
  }

  public boolean isTrue(String name) {
    return flag(name).orElse(false);
  }

  public Optional<Boolean> flag(String name) {
    return value(name)
        .map(value -> {
          if (value instanceof JsonBoolean(boolean flag)) {
            return flag;
          }
          throw invalid(name, "must be true or false");
        });
  }

  public Optional<RequestMembers> object(String name) {
    return value(name).map(value -> of(value, path(name)));
  }

  /// The elements of a list; none when it is absent.
  public List<Json> list(String name) {
    return value(name)
        .map(value -> {
          if (value instanceof JsonArray(var elements)) {
            return elements;
          }
          throw invalid(name, "must be a list");
        })
        .orElse(List.of());
  }

  /// The elements of a list of objects; none when it is absent.
  public List<RequestMembers> objects(String name) {
    List<Json> elements = list(name);
    List<RequestMembers> objects = new ArrayList<>(elements.size());
    for (int at = 0; at < elements.size(); at++) {
      objects.add(of(elements.get(at), path(name) + "[" + at + "]"));
    }
    return objects;
  }

  public boolean isList(String name) {
    return object.get(name).filter(JsonArray.class::isInstance).isPresent();
  }

  /// Takes members that change nothing about the answer.
  public void passOver(String... names) {
    known.addAll(List.of(names));
  }

  /// Refuses a member, unless its value asks for what is done anyway.
  public void refuseUnless(String name, Predicate<Json> isHarmless) {
    if (!value(name).map(isHarmless::test).orElse(true)) {
      throw InvalidRequestException.unsupported(path(name));
    }
  }

  /// Refuses members that were not read.
  public void finish() {
    for (var member : object.members().entrySet()) {
      if (!known.contains(member.getKey()) && !(member.getValue() instanceof JsonNull)) {
        throw InvalidRequestException.unsupported(path(shortened(member.getKey())));
      }
    }
  }

  /// Refuses a member that is there.
  public InvalidRequestException unsupported(String name) {
    return InvalidRequestException.unsupported(path(name));
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }
}
