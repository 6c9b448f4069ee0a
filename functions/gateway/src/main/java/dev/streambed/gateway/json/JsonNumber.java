package dev.streambed.gateway.json;

import java.math.BigDecimal;
import java.util.OptionalLong;

/// A number, as it was written.
public record JsonNumber(String text) implements Json {

  private static final int MOST_DIGITS = 18;

  public static JsonNumber of(long value) {
    return new JsonNumber(Long.toString(value));
  }

  public static JsonNumber of(BigDecimal value) {
    return new JsonNumber(value.toPlainString());
  }

  /// The whole part, if it fits. Models write counts as `28` and as `28.0`.
  public OptionalLong whole() {
    try {
      BigDecimal value = new BigDecimal(text);
      // Looked at before it is computed: 1e999999999 is a number too.
      boolean fits = value.precision() - value.scale() <= MOST_DIGITS;
      return fits ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }
}
