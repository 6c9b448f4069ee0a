package dev.streambed.cdk.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One object of the configuration, read key by key. A key that is never read is refused, so that a
 * misspelt key does not silently mean the default.
 */
final class Section {
  private final String path;
  private final JsonNode object;
  private final Set<String> known = new TreeSet<>();

  private Section(String path, JsonNode object) {
    this.path = path;
    this.object = object;
  }

  /**
   * Reads one object with a function.
   *
   * @throws ChoiceException if the function refuses a value, or leaves a key unread
   */
  static <T> T read(String path, JsonNode node, Function<Section, T> reader) {
    if (!node.isObject()) {
      throw new ChoiceException(path + " is a JSON object, not " + node);
    }
    var section = new Section(path, node);
    try {
      T result = reader.apply(section);
      section.refuseUnknownKeys();
      return result;
    } catch (IllegalArgumentException e) {
      throw new ChoiceException(path + ": " + e.getMessage(), e);
    }
  }

  <T> Optional<T> section(String key, Function<Section, T> reader) {
    return node(key).map(node -> read(pathOf(key), node, reader));
  }

  /** An object, or {@code true} for its defaults and {@code false} for none. */
  <T> Optional<T> sectionOrFlag(String key, Function<Section, T> reader, T defaults) {
    var node = node(key);
    if (node.isPresent() && node.get().isBoolean()) {
      return node.get().booleanValue() ? Optional.of(defaults) : Optional.empty();
    }
    return section(key, reader);
  }

  Optional<String> text(String key) {
    return typed(key, JsonNode::isTextual, "a string").map(JsonNode::textValue);
  }

  Optional<Integer> number(String key) {
    var whole = typed(key, JsonNode::canConvertToExactIntegral, "a whole number");
    var most = "a whole number up to " + Integer.MAX_VALUE;
    return whole.isEmpty()
        ? Optional.empty()
        : typed(key, JsonNode::canConvertToInt, most).map(JsonNode::intValue);
  }

  Optional<Boolean> flag(String key) {
    return typed(key, JsonNode::isBoolean, "true or false").map(JsonNode::booleanValue);
  }

  Optional<List<JsonNode>> list(String key) {
    return typed(key, JsonNode::isArray, "a list")
        .map(list -> StreamSupport.stream(list.spliterator(), false).toList());
  }

  Optional<List<String>> texts(String key) {
    return list(key).map(nodes -> nodes.stream().map(node -> textOf(key, node)).toList());
  }

  /** An object whose members are all read alike. */
  <T> Optional<Map<String, T>> byName(String key, BiFunction<String, JsonNode, T> reader) {
    return typed(key, JsonNode::isObject, "an object")
        .map(object ->
            object.properties().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        member ->
                            reader.apply(pathOf(key) + "." + member.getKey(), member.getValue()))));
  }

  <T> Optional<T> choice(String key, Map<String, T> choices) {
    return text(key).map(word -> choice(key, word, choices));
  }

  <T> Optional<List<T>> choices(String key, Map<String, T> choices) {
    return texts(key).map(words -> words.stream().map(word -> choice(key, word, choices)).toList());
  }

  private <T> T choice(String key, String word, Map<String, T> choices) {
    return Optional.ofNullable(choices.get(word))
        .orElseThrow(
            () -> new ChoiceException(pathOf(key) + " is one of " + keys(choices) + ": " + word));
  }

  /** Whether it has exactly this many keys, known or not. */
  boolean has(int keys) {
    return object.size() == keys;
  }

  ChoiceException refusal(String reason) {
    return new ChoiceException(path + " " + reason);
  }

  String pathOf(String key) {
    return path + "." + key;
  }

  private String textOf(String key, JsonNode node) {
    if (!node.isTextual()) {
      throw new ChoiceException(pathOf(key) + " is a list of strings, not of " + node);
    }
    return node.textValue();
  }

  private Optional<JsonNode> typed(String key, Predicate<JsonNode> is, String expected) {
    var node = node(key);
    if (node.isPresent() && !is.test(node.get())) {
      throw new ChoiceException(pathOf(key) + " is " + expected + ", not " + node.get());
    }
    return node;
  }

  private Optional<JsonNode> node(String key) {
    known.add(key);
    return Optional.ofNullable(object.get(key));
  }

  private void refuseUnknownKeys() {
    var unknown = new TreeSet<String>();
    object.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new ChoiceException(path + " has no key " + unknown + ": it has " + known);
    }
  }

  private static Set<String> keys(Map<String, ?> choices) {
    return new TreeSet<>(choices.keySet());
  }
}
