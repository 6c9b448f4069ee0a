package dev.streambed.gateway.limit;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RateLimit;
import dev.streambed.gateway.dynamodb.AttributeValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Counts the requests of customers that call no model, each with one conditional write, on items
/// that model requests do not write. Thread-safe.
public final class RateLimiter {

  /// A browser key gets this fraction of its customer's rate, so that one visitor cannot use all of
  /// it.
  private static final long BROWSER_KEY_DIVISOR = 10;

  /// Counters of expired minutes are removed together, once there are this many.
  private static final int MANY = 8;

  private static final Duration KEPT = Duration.ofDays(1);

  private final LimitsTable table;
  private final InstantSource clock;

  public RateLimiter(LimitsTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /// Counts one request, unless a limit is reached.
  ///
  /// @param pageKey the name of the request's browser key; empty for the customer's own key
  /// @param perMinute the customer's limit
  /// @return the reason for refusing the request; empty when it is allowed
  public Optional<Problem> count(
      CustomerId customer, Optional<String> pageKey, RateLimit limit, long perMinute) {
    try {
      // The smaller limit is checked first: a refusal then writes nothing to the customer's
      // counter.
      return pageKey
          .flatMap(
              key -> count(RateCounterKey.ofBrowserKey(customer, key), limit, share(perMinute)))
          .or(() -> count(RateCounterKey.of(customer), limit, perMinute));
    } catch (AwsException e) {
      return Optional.of(Problem.of(ErrorCode.UNAVAILABLE).withCause(e.errorName()));
    }
  }

  private static long share(long perMinute) {
    return Math.ceilDiv(perMinute, BROWSER_KEY_DIVISOR);
  }

  private Optional<Problem> count(RateCounterKey key, RateLimit limit, long most) {
    Instant now = clock.instant();
    Window minute = Window.at(now, WindowLength.MINUTE);
    if (most == 0) {
      return Optional.of(reached(limit, minute.timeLeft(now)));
    }
    String counter = RateCounterKey.counter(minute, limit);
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    conditionalUpdate.ifAtMost(counter, most - 1);
    conditionalUpdate.add(counter, 1);
    conditionalUpdate.set(
        LimitsTable.EXPIRES_AT, ConditionalUpdate.number(now.plus(KEPT).getEpochSecond()));
    Optional<Map<String, AttributeValue>> item = table.update(key.attributes(), conditionalUpdate);
    item.ifPresent(counters -> forget(key, RateCounterKey.stale(counters, now)));
    return item.isPresent() ? Optional.empty() : Optional.of(reached(limit, minute.timeLeft(now)));
  }

  private void forget(RateCounterKey key, List<String> stale) {
    if (stale.size() < MANY) {
      return;
    }
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    stale.forEach(conditionalUpdate::remove);
    try {
      table.update(key.attributes(), conditionalUpdate);
    } catch (AwsException _) {
      // The request is counted; the next one tries again.
    }
  }

  private static Problem reached(RateLimit limit, Duration untilReset) {
    String sentence = "The limit of " + limit.description() + " per minute is reached.";
    return Problem.of(ErrorCode.RATE_LIMITED, sentence).withLimit(limit).withRetryAfter(untilReset);
  }

  /// The item that counts a customer's requests other than for models, or those with one browser
  /// key. It has its own partition key: all writes of a key go to one partition, and model requests
  /// need theirs.
  private record RateCounterKey(String partition) {

    private static final String RATE = "RATE";
    private static final Pattern COUNTER = Pattern.compile("m([0-9]{1,12})-[A-Za-z]+");

    static RateCounterKey of(CustomerId customer) {
      return new RateCounterKey(customer.value() + "#" + RATE);
    }

    static RateCounterKey ofBrowserKey(CustomerId customer, String key) {
      return new RateCounterKey(customer.value() + "#" + key);
    }

    Map<String, AttributeValue> attributes() {
      return Map.of(
          "customerId", AttributeValue.fromS(partition), "window", AttributeValue.fromS(RATE));
    }

    static String counter(Window minute, RateLimit limit) {
      return minute.windowLength().prefix() + minute.number() + "-" + limit.wireName();
    }

    /// The counters of expired minutes.
    static List<String> stale(Map<String, AttributeValue> item, Instant now) {
      return item.keySet().stream().filter(name -> isStale(name, now)).toList();
    }

    private static boolean isStale(String name, Instant now) {
      Matcher counter = COUNTER.matcher(name);
      return counter.matches()
          && new Window(WindowLength.MINUTE, Long.parseLong(counter.group(1))).isStale(now);
    }
  }
}
