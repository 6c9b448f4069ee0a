package dev.streambed.cli.domain;

import dev.streambed.gateway.domain.LimitName;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.RateLimit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A member of a customer's `limits`: one of the gateway's limits, or the most output tokens that a
/// request reserves.
///
/// @param attribute its name in the table
public record Limit(String attribute) {

  public static final Limit USD_PER_MONTH = of(dev.streambed.gateway.domain.Limit.USD_PER_MONTH);

  /// The most output tokens that a request reserves.
  public static final Limit MAX_TOKENS_RESERVED = new Limit(Limits.MAX_TOKENS_RESERVED);

  private static final List<Limit> ALL =
      Stream.of(
              Stream.of(dev.streambed.gateway.domain.Limit.values()).map(Limit::of),
              Stream.of(RateLimit.values()).map(Limit::of),
              Stream.of(MAX_TOKENS_RESERVED))
          .flatMap(limits -> limits)
          .toList();

  public static Limit of(LimitName name) {
    return new Limit(name.wireName());
  }

  /// Every limit, in the order in which they are shown.
  public static List<Limit> all() {
    return ALL;
  }

  public static Optional<Limit> ofAttribute(String name) {
    return Optional.of(new Limit(name)).filter(ALL::contains);
  }

  /// The name of its option, without the dashes: `requests-per-day` for `requestsPerDay`.
  public String option() {
    return attribute.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
