package dev.streambed.gateway.json;

import java.math.BigDecimal;
import java.util.OptionalLong;

/// A number, with its original text.
public record JsonNumber(String text) implements Json {

  public static JsonNumber of(long value) {
    return new JsonNumber(Long.toString(value));
  }

  public static JsonNumber of(BigDecimal value) {
    return new JsonNumber(value.toPlainString());
  }

  /// The integer part, if it has at most 18 digits. Models write counts as `28` and as `28.0`.
  /// Takes linear time for any notation.
  public OptionalLong integerPart() {
    return JsonNumberScanner.integerPart(text);
  }
}
