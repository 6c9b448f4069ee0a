package dev.streambed.cli.domain;

import dev.streambed.gateway.domain.RateLimit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A member of a customer's `limits`: one of the gateway's limits, or the number of shards.
public sealed interface Limit {

  /// A limit of answers.
  record OfAnswers(dev.streambed.gateway.domain.Limit limit) implements Limit {
    @Override
    public String attribute() {
      return limit.wireName();
    }
  }

  /// A limit by the minute of requests other than for answers.
  record ByMinute(RateLimit limit) implements Limit {
    @Override
    public String attribute() {
      return limit.wireName();
    }
  }

  /// How many counters the limits of a busy customer are spread over.
  record Shards() implements Limit {
    @Override
    public String attribute() {
      return "shards";
    }
  }

  Limit USD_PER_MONTH = new OfAnswers(dev.streambed.gateway.domain.Limit.USD_PER_MONTH);
  Limit SHARDS = new Shards();

  /// Its name in the table.
  String attribute();

  /// The name of its option, without the dashes: `requests-per-day` for `requestsPerDay`.
  default String option() {
    return attribute().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  default boolean isDollars() {
    return equals(USD_PER_MONTH);
  }

  /// Every limit, in the order in which they are shown.
  static List<Limit> all() {
    return Stream.of(
            Stream.of(dev.streambed.gateway.domain.Limit.values()).<Limit>map(OfAnswers::new),
            Stream.of(RateLimit.values()).<Limit>map(ByMinute::new),
            Stream.of(SHARDS))
        .flatMap(limits -> limits)
        .toList();
  }

  static Optional<Limit> ofAttribute(String name) {
    return all().stream().filter(limit -> limit.attribute().equals(name)).findFirst();
  }
}
