package dev.streambed.local.triggers;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A schedule expression such as `rate(5 minutes)`.
///
/// @param interval the time between two calls
record RateExpression(Duration interval) {

  private static final Pattern FORM = Pattern.compile("rate\\((\\d{1,9}) (minute|hour|day)s?\\)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "minute", Duration.ofMinutes(1), "hour", Duration.ofHours(1), "day", Duration.ofDays(1));

  /// Reads an expression.
  ///
  /// @return nothing when it is not a rate, or one that never ends
  static Optional<RateExpression> of(String expression) {
    Matcher matcher = FORM.matcher(expression);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
    RateExpression rateExpression =
        new RateExpression(unit.multipliedBy(Long.parseLong(matcher.group(1))));
    return rateExpression.interval().isPositive() ? Optional.of(rateExpression) : Optional.empty();
  }
}
