package dev.streambed.gateway.json;

/// A JSON value.
public sealed interface Json
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

  /// Parses one value, which may be surrounded by white space.
  ///
  /// @throws JsonException when the text is not JSON
  static Json read(byte[] utf8) {
    return new JsonParser(new JsonCursor(utf8)).document();
  }

  /// This value as compact JSON text.
  default String write() {
    StringBuilder text = new StringBuilder();
    new JsonTreeWriter(text).write(this);
    return text.toString();
  }
}
