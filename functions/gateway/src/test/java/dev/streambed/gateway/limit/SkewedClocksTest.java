package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.domain.TokenEstimate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Functions with skewed clocks, across the ends of minutes, days and a month: each step of the
/// package must match the simple arithmetic of this class.
class SkewedClocksTest {

  private static final int STEPS = 250;
  private static final Map<Limit, Long> VALUES =
      Map.of(
          Limit.REQUESTS_PER_MINUTE, 6L,
          Limit.REQUESTS_PER_DAY, 60L,
          Limit.TOKENS_PER_MINUTE, 900L,
          Limit.USD_PER_MONTH, 60_000L,
          Limit.CONCURRENT_ANSWERS, 5L);
  private static final Limits LIMITS = new Limits(VALUES);

  private record SkewedFunction(Duration skew, Admitter admitter, Settler settler) {}

  private final TestLimits testLimits = new TestLimits("2026-11-30T23:50:00Z");
  private final Map<String, Long> expected = new HashMap<>();
  private final List<Permit> open = new ArrayList<>();
  private final Map<Long, Integer> inTrueMinute = new HashMap<>();

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "2, 2, 2", "2, 3, 2", "60, 4, 3", "60, 5, 3"})
  void holdsEveryLimitInEveryWindow(long skewSeconds, long seed, int windowsInAMinute) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SkewedFunction> functions = functions(skewSeconds);
    int admitted = 0;
    for (int step = 0; step < STEPS; step++) {
      testLimits.clock.advance(pause(random));
      SkewedFunction skewedFunction = functions.get(random.nextInt(functions.size()));
      if (random.nextInt(3) == 0 && !open.isEmpty()) {
        settle(skewedFunction, open.remove(random.nextInt(open.size())), random);
      } else {
        admitted += admit(skewedFunction, random) ? 1 : 0;
      }
      check(skewSeconds);
    }
    assertThat(admitted).isGreaterThan(STEPS / 8);
    assertThat(inTrueMinute.values())
        .allMatch(requests -> requests <= 6 * windowsInAMinute, "seed " + seed);
  }

  private List<SkewedFunction> functions(long skewSeconds) {
    List<SkewedFunction> functions = new ArrayList<>();
    for (int part = -2; part <= 2; part++) {
      Duration skew = Duration.ofMillis(500 * skewSeconds * part);
      InstantSource clock = () -> testLimits.clock.instant().plus(skew);
      functions.add(
          new SkewedFunction(
              skew,
              new Admitter(testLimits.table, new Random(), clock),
              new Settler(testLimits.table, clock)));
    }
    return functions;
  }

  private static Duration pause(SplittableRandom random) {
    return switch (random.nextInt(40)) {
      case 0 -> Duration.ofHours(random.nextInt(30));
      case 1, 2, 3, 4 -> Duration.ofSeconds(random.nextInt(200));
      default -> Duration.ofMillis(random.nextInt(5000));
    };
  }

  private boolean admit(SkewedFunction skewedFunction, SplittableRandom random) {
    TokenEstimate tokenEstimate = new TokenEstimate(random.nextInt(1, 200), random.nextInt(1, 200));
    long nanoDollars = 10 * tokenEstimate.tokens();
    Instant now = testLimits.clock.instant().plus(skewedFunction.skew());
    Map<Limit, Long> asked =
        Map.of(
            Limit.REQUESTS_PER_MINUTE, 1L,
            Limit.REQUESTS_PER_DAY, 1L,
            Limit.TOKENS_PER_MINUTE, tokenEstimate.tokens(),
            Limit.USD_PER_MONTH, nanoDollars,
            Limit.CONCURRENT_ANSWERS, 1L);
    boolean fits =
        asked.entrySet().stream()
            .allMatch(ask -> counted(ask.getKey(), now) + ask.getValue() <= limit(ask.getKey()));
    ReservationRequest reservationRequest = TestLimits.request(tokenEstimate, nanoDollars);
    Admission admission =
        skewedFunction.admitter().admit(testLimits.customer(LIMITS), reservationRequest);
    assertThat(admission instanceof Admission.Admitted).isEqualTo(fits);
    if (admission instanceof Admission.Admitted(Permit permit, _)) {
      open.add(permit);
      asked.forEach((limit, amount) -> expected.merge(counter(limit, now), amount, Long::sum));
      expected.merge("M" + month(now) + "r", 1L, Long::sum);
      expected.merge("M" + month(now) + "t", tokenEstimate.tokens(), Long::sum);
      inTrueMinute.merge(minute(testLimits.clock.instant()), 1, Integer::sum);
    }
    return fits;
  }

  private void settle(SkewedFunction skewedFunction, Permit permit, SplittableRandom random) {
    long reserved = permit.reservation().tokenEstimate().tokens();
    long used = random.nextInt(5) == 0 ? reserved + random.nextInt(50) : random.nextLong(reserved);
    assertThat(skewedFunction.settler().settle(permit, new SettledUsage(used, 10 * used)))
        .isInstanceOf(Settlement.Settled.class);
    Instant now = testLimits.clock.instant().plus(skewedFunction.skew());
    expected.merge("running", -1L, Long::sum);
    if (minute(now) <= minute(permit.admittedAt())) {
      expected.merge("m" + minute(permit.admittedAt()) + "t", used - reserved, Long::sum);
    }
    if (now.minus(Duration.ofDays(1)).isBefore(endOfMonth(permit.admittedAt()))) {
      expected.merge("M" + month(permit.admittedAt()) + "t", used - reserved, Long::sum);
      expected.merge("M" + month(permit.admittedAt()) + "c", 10 * (used - reserved), Long::sum);
    }
  }

  // A counter may have been removed if it is stale by the most advanced clock; otherwise it is
  // exact.
  private void check(long skewSeconds) {
    Map<String, AttributeValue> item = testLimits.item();
    Instant latest = testLimits.clock.instant().plusSeconds(skewSeconds);
    expected.forEach((name, value) -> {
      AttributeValue actual = item.get(name);
      if (actual == null) {
        assertThat(Window.ofCounter(name).orElseThrow().isStale(latest)).as(name).isTrue();
      } else {
        assertThat(Long.parseLong(actual.n())).as(name).isEqualTo(value).isNotNegative();
      }
    });
    item.keySet()
        .removeIf(name -> name.startsWith("o") || Set.of("expiresAt", "budget").contains(name));
    assertThat(expected.keySet()).containsAll(item.keySet());
    assertThat(expected.getOrDefault("running", 0L)).isEqualTo(open.size());
  }

  private long counted(Limit limit, Instant now) {
    return expected.getOrDefault(counter(limit, now), 0L);
  }

  private static long limit(Limit limit) {
    return VALUES.getOrDefault(limit, 0L);
  }

  private static String counter(Limit limit, Instant at) {
    return switch (limit) {
      case REQUESTS_PER_MINUTE -> "m" + minute(at) + "r";
      case TOKENS_PER_MINUTE -> "m" + minute(at) + "t";
      case REQUESTS_PER_DAY -> "d" + Math.floorDiv(at.getEpochSecond(), 86_400) + "r";
      case USD_PER_MONTH -> "M" + month(at) + "c";
      case CONCURRENT_ANSWERS -> "running";
    };
  }

  private static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 60);
  }

  private static String month(Instant at) {
    return at.toString().substring(0, 7).replace("-", "");
  }

  private static Instant endOfMonth(Instant at) {
    String month = month(at);
    return month.endsWith("11")
        ? Instant.parse("2026-12-01T00:00:00Z")
        : Instant.parse("2027-01-01T00:00:00Z");
  }
}
