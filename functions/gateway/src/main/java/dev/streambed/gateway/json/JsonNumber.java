package dev.streambed.gateway.json;

import java.math.BigDecimal;
import java.util.OptionalLong;

/// A number, as it was written.
public record JsonNumber(String text) implements Json {

  public static JsonNumber of(long value) {
    return new JsonNumber(Long.toString(value));
  }

  public static JsonNumber of(BigDecimal value) {
    return new JsonNumber(value.toPlainString());
  }

  /// The whole part, if it has at most 18 digits. Models write counts as `28` and as `28.0`. Takes
  /// time in proportion to the text, however it is written.
  public OptionalLong integerPart() {
    return JsonNumberScanner.integerPart(text);
  }
}
