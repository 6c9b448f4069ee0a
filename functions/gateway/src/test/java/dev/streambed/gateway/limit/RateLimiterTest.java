package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RateLimit;
import dev.streambed.gateway.fixture.CountingDynamoDb;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Timeout(60)
class RateLimiterTest {

  private static final RateLimit STOPS = RateLimit.STOPS_PER_MINUTE;

  private final CustomerId customer = new CustomerId(UUID.randomUUID().toString());
  private final TestClock clock = TestClock.at("2026-11-21T09:15:42.500Z");
  private final CountingDynamoDb tables = new CountingDynamoDb(LocalTables.shared().dynamoDb());
  private final RateLimiter limiter =
      new RateLimiter(new LimitsTable(tables, LocalTables.LIMITS), clock);

  @Test
  void refusesTheFourthCallInTheSameMinute() {
    for (int call = 1; call <= 3; call++) {
      assertThat(count(STOPS, 3)).isEmpty();
    }
    Problem problem = count(STOPS, 3).orElseThrow();
    assertThat(problem.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(problem.limit()).contains(STOPS);
    assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(18));
    assertThat(problem.sentence()).isEqualTo("The limit of stops per minute is reached.");
    clock.advance(Duration.ofSeconds(18));
    assertThat(count(STOPS, 3)).isEmpty();
  }

  @Test
  void writesOnceForACallAndOnceForARefusal() {
    assertThat(count(STOPS, 1)).isEmpty();
    assertThat(tables.requests()).isEqualTo(1);
    assertThat(count(STOPS, 1)).isPresent();
    assertThat(tables.requests()).isEqualTo(2);
  }

  @Test
  void refusesAllOfThemWithoutAWriteWhenTheLimitIsZero() {
    assertThat(count(STOPS, 0)).isPresent();
    assertThat(tables.requests()).isZero();
  }

  @Test
  void keepsTheLimitsAndTheCustomersApart() {
    for (RateLimit limit : RateLimit.values()) {
      assertThat(count(limit, 1)).isEmpty();
      assertThat(count(limit, 1)).isPresent();
    }
    CustomerId other = new CustomerId(customer.value() + "-2");
    assertThat(limiter.count(other, Optional.empty(), STOPS, 1)).isEmpty();
  }

  @Test
  void givesOnePagesKeyATenth() {
    for (int call = 1; call <= 2; call++) {
      assertThat(limiter.count(customer, Optional.of("page"), STOPS, 15)).isEmpty();
    }
    assertThat(limiter.count(customer, Optional.of("page"), STOPS, 15)).isPresent();
    assertThat(counter("#RATE")).as("the customer's").isEqualTo(2);
    for (int call = 3; call <= 15; call++) {
      assertThat(count(STOPS, 15)).isEmpty();
    }
    assertThat(limiter.count(customer, Optional.of("other"), STOPS, 15))
        .as("pages' keys count on the customer's limit, too")
        .isPresent();
  }

  @Test
  void isNeverOvershotByWhateverRunsSideBySide() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Callable<Optional<Problem>>> calls = new ArrayList<>();
      for (int call = 0; call < 120; call++) {
        calls.add(() -> count(STOPS, 50));
      }
      int granted = 0;
      for (Future<Optional<Problem>> called : threads.invokeAll(calls)) {
        granted += called.get().isEmpty() ? 1 : 0;
      }
      assertThat(granted).isEqualTo(50);
    }
  }

  @Test
  void letsNothingThroughWhenTheTableCannotBeWritten() {
    tables.failWith("AccessDeniedException");
    Problem problem = count(STOPS, 3).orElseThrow();
    assertThat(problem.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(problem.cause()).isEqualTo("AccessDeniedException");
  }

  @Test
  void keepsAFewCountersAndLetsTheItemExpire() {
    for (int minute = 0; minute < 40; minute++) {
      assertThat(count(STOPS, 3)).isEmpty();
      clock.advance(Duration.ofMinutes(1));
    }
    Map<String, AttributeValue> item = item("#RATE");
    assertThat(item.keySet()).hasSizeLessThan(16).contains("expiresAt");
    long expiry = clock.instant().minusSeconds(60).plus(Duration.ofDays(1)).getEpochSecond();
    assertThat(item).containsEntry("expiresAt", LocalTables.number(expiry));
  }

  private Optional<Problem> count(RateLimit limit, long most) {
    return limiter.count(customer, Optional.empty(), limit, most);
  }

  private long counter(String suffix) {
    return item(suffix).entrySet().stream()
        .filter(attribute -> attribute.getKey().endsWith("-" + STOPS.wireName()))
        .mapToLong(attribute -> Long.parseLong(attribute.getValue().n()))
        .sum();
  }

  private Map<String, AttributeValue> item(String suffix) {
    return LocalTables.shared()
        .query(LocalTables.LIMITS, "customerId", customer.value() + suffix)
        .getFirst();
  }
}
