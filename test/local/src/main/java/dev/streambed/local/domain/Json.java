package dev.streambed.local.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads and writes JSON trees.
public final class Json {

  private static final JsonMapper STRICT = JsonMapper.builder().build();
  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .build();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// Reads one JSON value.
  ///
  /// @return nothing when the bytes are something else
  public static Optional<JsonNode> parse(byte[] json) {
    try {
      JsonNode value = STRICT.readTree(json);
      return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Reads JSON as API Gateway's mapping templates write it: names may go without quotes.
  public static Optional<JsonNode> parseLeniently(String json) {
    try {
      JsonNode value = LENIENT.readTree(json);
      return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  /// Reads a file of a cloud assembly.
  ///
  /// @throws LocalStackException when it is missing or not JSON
  public static JsonNode read(Path file) {
    try {
      return STRICT.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException broken) {
      throw new LocalStackException(
          LocalStackException.Code.ASSEMBLY, file + " is not JSON", broken);
    } catch (IOException missing) {
      throw new LocalStackException(
          LocalStackException.Code.ASSEMBLY, file + " cannot be read", missing);
    }
  }

  public static byte[] bytes(JsonNode value) {
    try {
      return STRICT.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree is always JSON", impossible);
    }
  }

  public static String pretty(JsonNode value) {
    return value.toPrettyString();
  }
}
