package dev.streambed.gateway.limit;

import dev.streambed.gateway.aws.SdkFailure;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Counts what customers ask for besides answers, each call with one conditional write, on an item
/// that answers do not write. Thread-safe.
public final class RateLimiter {

  /// A web page's key has one in so many of what its customer has, so that one visitor cannot take
  /// it all.
  private static final long PARTS_OF_A_CUSTOMER = 10;

  /// Counters of minutes that are over go in one write, when there are so many.
  private static final int MANY = 8;

  private static final Duration KEPT = Duration.ofDays(1);

  private final LimitsTable table;
  private final InstantSource clock;

  public RateLimiter(LimitsTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /// Counts one call, unless a limit is reached.
  ///
  /// @param pageKey names the web page's key that it came with; empty: the customer's own
  /// @param perMinute the customer's limit
  /// @return why it may not be; empty when it may
  public Optional<Problem> count(
      CustomerId customer, Optional<String> pageKey, RateLimit limit, long perMinute) {
    try {
      // The smaller limit first: what it refuses costs the customer's counter no write.
      return pageKey
          .flatMap(
              key -> count(RateCounterKey.ofBrowserKey(customer, key), limit, share(perMinute)))
          .or(() -> count(RateCounterKey.of(customer), limit, perMinute));
    } catch (SdkException e) {
      return Optional.of(Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(e)));
    }
  }

  private static long share(long perMinute) {
    return Math.ceilDiv(perMinute, PARTS_OF_A_CUSTOMER);
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
    } catch (SdkException _) {
      // The call is counted; the next one tries again.
    }
  }

  private static Problem reached(RateLimit limit, Duration untilReset) {
    String sentence = "The limit of " + limit.description() + " per minute is reached.";
    return Problem.of(ErrorCode.RATE_LIMITED, sentence).withLimit(limit).withRetryAfter(untilReset);
  }

  /// The item that counts a customer's calls besides answers, or those with one web page's key. It
  /// has a partition key of its own: writes of a key all go to one partition, and answers need
  /// theirs.
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

    /// The counters of minutes that are long over.
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
