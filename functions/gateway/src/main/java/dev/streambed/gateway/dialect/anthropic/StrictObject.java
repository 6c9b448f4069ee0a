package dev.streambed.gateway.dialect.anthropic;

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
import java.util.Set;

/// An object of a caller's body of which every member must be read, so that none is dropped in
/// silence. A member that is `null` counts as absent. Not thread-safe.
final class StrictObject {

  static final String NOT_SUPPORTED = "is not supported for this model.";

  private final JsonObject object;
  private final String path;
  private final MemberRefusals refusals;
  private final Set<String> known = new HashSet<>();

  /// @param path of the object, with a dot at its end; empty for the body
  StrictObject(JsonObject object, String path, MemberRefusals refusals) {
    this.object = object;
    this.path = path;
    this.refusals = refusals;
  }

  /// The value of a member, of any type.
  Optional<Json> any(String name) {
    known.add(name);
    return object.get(name).filter(value -> !(value instanceof JsonNull));
  }

  Optional<String> text(String name) {
    return typed(name, JsonString.class, "must be a string.").map(JsonString::value);
  }

  Optional<JsonNumber> number(String name) {
    return typed(name, JsonNumber.class, "must be a number.");
  }

  boolean flag(String name) {
    return typed(name, JsonBoolean.class, "must be true or false.")
        .map(JsonBoolean::value)
        .orElse(false);
  }

  Optional<JsonObject> plainObject(String name) {
    return typed(name, JsonObject.class, "must be an object.");
  }

  Optional<StrictObject> object(String name) {
    return plainObject(name).map(value -> new StrictObject(value, path + name + ".", refusals));
  }

  Optional<JsonArray> array(String name) {
    return typed(name, JsonArray.class, "must be a list.");
  }

  /// The elements of a list of objects; none when it is absent.
  List<StrictObject> objects(String name) {
    List<StrictObject> objects = new ArrayList<>();
    List<Json> elements = array(name).map(JsonArray::elements).orElse(List.of());
    for (int index = 0; index < elements.size(); index++) {
      if (elements.get(index) instanceof JsonObject element) {
        objects.add(new StrictObject(element, path + name + "." + index + ".", refusals));
      } else {
        refuse(name + "." + index, "must be an object.");
      }
    }
    return objects;
  }

  /// A member that must be there.
  String required(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      refuse(name, "is required.");
    }
    return text.orElse("");
  }

  /// Reads members that say nothing to a model.
  void skip(String... names) {
    known.addAll(List.of(names));
  }

  void refuse(String name, String why) {
    refusals.add(path + name, why);
  }

  /// Refuses what was not read.
  void finish() {
    object
        .members()
        .forEach((name, value) -> {
          if (!known.contains(name) && !(value instanceof JsonNull)) {
            refuse(name, NOT_SUPPORTED);
          }
        });
  }

  private <T extends Json> Optional<T> typed(String name, Class<T> type, String why) {
    Optional<Json> value = any(name);
    if (value.isPresent() && !type.isInstance(value.get())) {
      refuse(name, why);
    }
    return value.filter(type::isInstance).map(type::cast);
  }
}
