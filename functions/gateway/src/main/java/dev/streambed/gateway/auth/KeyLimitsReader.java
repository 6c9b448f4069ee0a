package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the requested limits of a browser key.
///
/// @param most the customer's own limits
record KeyLimitsReader(Limits most) {

  private static final Pattern PLAIN = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final int MOST_DIGITS = 18;

  /// Limits, or why they are invalid.
  sealed interface Result {
    record Valid(Limits limits) implements Result {}

    record Invalid(String sentence) implements Result {}
  }

  Result read(JsonObject wish) {
    Map<Limit, Long> values = new EnumMap<>(Limit.class);
    for (Map.Entry<String, Json> member : wish.members().entrySet()) {
      Optional<Limit> limit = named(member.getKey());
      Optional<Long> value = limit.flatMap(known -> value(known, member.getValue()));
      if (limit.isEmpty()) {
        return new Result.Invalid("limits has the members " + names() + ".");
      }
      if (value.isEmpty()) {
        return new Result.Invalid(
            "limits." + member.getKey() + " is no number of that kind above 0.");
      }
      if (value.get() > most.get(limit.get()).orElse(Long.MAX_VALUE)) {
        return new Result.Invalid(
            "limits." + member.getKey() + " may not be above the customer's.");
      }
      values.put(limit.get(), value.get());
    }
    return new Result.Valid(new Limits(values));
  }

  private static Optional<Long> value(Limit limit, Json json) {
    int decimals = limit.unit().decimals();
    return json instanceof JsonNumber(String text) && PLAIN.matcher(text).matches()
        ? Optional.of(new BigDecimal(text).stripTrailingZeros())
            .filter(number -> number.signum() > 0 && number.scale() <= decimals)
            .filter(number -> number.precision() - number.scale() + decimals <= MOST_DIGITS)
            .map(number -> number.movePointRight(decimals).longValueExact())
        : Optional.empty();
  }

  private static Optional<Limit> named(String word) {
    return Arrays.stream(Limit.values()).filter(limit -> limit.wireName().equals(word)).findFirst();
  }

  private static String names() {
    return String.join(", ", Arrays.stream(Limit.values()).map(Limit::wireName).toList());
  }
}
