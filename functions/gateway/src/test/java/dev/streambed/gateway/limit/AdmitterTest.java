package dev.streambed.gateway.limit;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.fixture.LocalDynamoDb;
import dev.streambed.gateway.fixture.LossyDynamoDbProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmitterTest {

  private final TestLimits testLimits = new TestLimits("2026-11-30T23:59:30.250Z");

  @ParameterizedTest
  @CsvSource({
    "REQUESTS_PER_MINUTE, 3, RATE_LIMITED, 30",
    "REQUESTS_PER_DAY, 3, RATE_LIMITED, 30",
    "TOKENS_PER_MINUTE, 399, RATE_LIMITED, 30",
    "USD_PER_MONTH, 3999, BUDGET_EXCEEDED, 30",
    "CONCURRENT_ANSWERS, 3, RATE_LIMITED, 1",
  })
  void refusesTheFourthWhereThereIsRoomForThree(
      Limit limit, long value, ErrorCode code, long retryAfter) {
    Limits limits = Limits.NONE.with(limit, value);
    for (int request = 1; request <= 3; request++) {
      testLimits.permit(limits);
    }
    Map<String, Long> before = testLimits.counters();
    Problem problem = testLimits.refusal(limits);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.limit()).contains(limit);
    assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(retryAfter));
    assertThat(testLimits.counters()).isEqualTo(before);
  }

  @Test
  void beginsAnewWithEveryWindow() {
    Limits limits =
        Limits.NONE
            .with(Limit.REQUESTS_PER_MINUTE, 1)
            .with(Limit.REQUESTS_PER_DAY, 1)
            .with(Limit.TOKENS_PER_MINUTE, 100)
            .with(Limit.USD_PER_MONTH, 1000);
    testLimits.permit(limits);
    testLimits.refusal(limits);
    testLimits.clock.advance(Duration.ofSeconds(30));
    testLimits.permit(limits);
    testLimits.clock.advance(Duration.ofMinutes(1));
    assertThat(testLimits.refusal(limits).limit()).contains(Limit.USD_PER_MONTH);
  }

  @Test
  void writesOneItemThatSaysAll() {
    Permit permit = testLimits.permit(Limits.NONE);
    assertThat(testLimits.tables.requests()).isEqualTo(1);
    assertThat(testLimits.counters())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "m29934719r", 1L,
                "m29934719t", 100L,
                "d20787r", 1L,
                "M202611r", 1L,
                "M202611t", 100L,
                "M202611c", 1000L,
                "running", 1L));
    assertThat(testLimits.item())
        .hasEntrySatisfying("expiresAt", at -> assertThat(at).isEqualTo(number(1_799_539_170)))
        .hasEntrySatisfying(
            "o" + permit.requestId().value(),
            open ->
                assertThat(open.s())
                    .matches(
                        "1 1796083170250 960 60 40 1000 function_url streamed [0-9a-f]{8} "
                            + "amazon.nova-lite-v1:0"));
  }

  @Test
  void namesTheLimitThatLastsLongest() {
    Limits limits = Limits.NONE.with(Limit.CONCURRENT_ANSWERS, 1).with(Limit.REQUESTS_PER_DAY, 1);
    testLimits.permit(limits);
    assertThat(testLimits.refusal(limits).limit()).contains(Limit.REQUESTS_PER_DAY);
  }

  @Test
  void refusesWhatNoLimitCouldHoldWithoutAWrite() {
    Problem tokens = testLimits.refusal(Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 99));
    assertThat(tokens.code()).isEqualTo(ErrorCode.REQUEST_TOO_LARGE);
    assertThat(tokens.sentence()).contains("100 tokens").contains("99");
    assertThat(tokens.retryAfter()).isEqualTo(Duration.ZERO);
    Problem dollars = testLimits.refusal(Limits.NONE.with(Limit.USD_PER_MONTH, 999));
    assertThat(dollars.code()).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
    for (Limit limit :
        List.of(Limit.REQUESTS_PER_DAY, Limit.REQUESTS_PER_MINUTE, Limit.CONCURRENT_ANSWERS)) {
      Problem problem = testLimits.refusal(Limits.NONE.with(limit, 0));
      assertThat(problem.code()).isEqualTo(ErrorCode.RATE_LIMITED);
      assertThat(problem.limit()).contains(limit);
    }
    assertThat(testLimits.tables.requests()).isZero();
  }

  @Test
  void refusesAModelWithoutAPriceUnderABudget() {
    ReservationRequest unpriced =
        new ReservationRequest(
            TestLimits.request().requestId(),
            TestLimits.MODEL,
            Transport.REST_API,
            Operation.INVOKE_MODEL,
            Dialect.SEED,
            TokenEstimate.NOTHING,
            OptionalLong.empty(),
            Duration.ofMinutes(1));
    Problem problem =
        testLimits.refusal(Limits.NONE.with(Limit.USD_PER_MONTH, 1_000_000), unpriced);
    assertThat(problem.code()).isEqualTo(ErrorCode.MODEL_NOT_ALLOWED);
    assertThat(problem.limit()).contains(Limit.USD_PER_MONTH);
    assertThat(testLimits.tables.requests()).isZero();
    assertThat(testLimits.permit(Limits.NONE, unpriced).reservation().nanoDollars()).isZero();
  }

  @Test
  void refusesAModelThatIsNotOnTheList() {
    Set<String> others = Set.of("us." + TestLimits.MODEL.value());
    Customer customer = new Customer(testLimits.id, Limits.NONE, new AllowedModels.Only(others));
    assertThat(testLimits.admit(customer, TestLimits.request()))
        .isInstanceOfSatisfying(
            Admission.Refused.class,
            refused -> {
              assertThat(refused.problem().code()).isEqualTo(ErrorCode.MODEL_NOT_ALLOWED);
              assertThat(refused.problem().sentence())
                  .isEqualTo(
                      "The model "
                          + TestLimits.MODEL.value()
                          + " is not on the list of models of this customer."
                          + " GET /models lists those that may be used.");
            });
    assertThat(testLimits.tables.requests()).isZero();
    Set<String> it = Set.of(TestLimits.MODEL.value());
    Customer allowed = new Customer(testLimits.id, Limits.NONE, new AllowedModels.Only(it));
    assertThat(testLimits.admit(allowed, TestLimits.request()))
        .isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void refusesASecondAnswerOfTheSameIdWhileTheFirstRuns() {
    ReservationRequest reservationRequest = TestLimits.request();
    Permit first = testLimits.permit(Limits.NONE, reservationRequest);
    Map<String, Long> before = testLimits.counters();
    Problem taken = testLimits.refusal(Limits.NONE, reservationRequest);
    assertThat(taken.code()).isEqualTo(ErrorCode.DUPLICATE_ID);
    assertThat(taken.retryAfter()).isPositive();
    assertThat(testLimits.counters()).isEqualTo(before);
    testLimits.settler.settle(first, SettledUsage.NOTHING);
    testLimits.permit(Limits.NONE, reservationRequest);
  }

  @Test
  void takesItsOwnRepeatedWriteForTheFirst() {
    Limits limits = Limits.NONE.with(Limit.REQUESTS_PER_DAY, 1);
    testLimits.tables.repeatUpdates();
    testLimits.permit(limits);
    assertThat(testLimits.counters()).containsEntry("d20787r", 1L);
  }

  @Test
  void failsClosedWhenTheTableCannotBeWritten() {
    testLimits.tables.failWith("AccessDeniedException");
    Problem problem = testLimits.refusal(Limits.NONE);
    assertThat(problem.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(problem.cause()).isEqualTo("AccessDeniedException");
    assertThat(testLimits.tables.requests()).isEqualTo(1);
  }

  @Test
  void takesBackAReservationWhoseAnswerWasLost() {
    testLimits.tables.loseNextAnswer();
    assertThat(testLimits.refusal(Limits.NONE).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(testLimits.counters()).isEmpty();
    assertThat(testLimits.item()).allSatisfy((name, _) -> assertThat(name).doesNotStartWith("o"));
  }

  @Test
  void takesItBackAlsoWhenOnlyTheRetriesWereRefused() throws IOException {
    try (LossyDynamoDbProxy lossy = LossyDynamoDbProxy.start(AdmitterTest::lostAndThenThrottled)) {
      DynamoDb client = LocalDynamoDb.of(lossy.uri(), 3);
      TestLimits remote = new TestLimits("2026-11-30T23:59:30.250Z", client);
      assertThat(remote.refusal(Limits.NONE).cause()).isEqualTo("ThrottlingException");
      assertThat(lossy.requests()).isEqualTo(4);
      assertThat(remote.item()).as("the reservation was written").containsKey("expiresAt");
      assertThat(remote.counters()).isEmpty();
      assertThat(remote.item()).allSatisfy((name, _) -> assertThat(name).doesNotStartWith("o"));
    }
  }

  @Test
  void takesNothingBackWhenItsOnlyAttemptWasRefused() throws IOException {
    try (LossyDynamoDbProxy lossy =
        LossyDynamoDbProxy.start(_ -> LossyDynamoDbProxy.Fate.THROTTLED)) {
      DynamoDb client = LocalDynamoDb.of(lossy.uri(), 1);
      TestLimits remote = new TestLimits("2026-11-30T23:59:30.250Z", client);
      assertThat(remote.refusal(Limits.NONE).cause()).isEqualTo("ThrottlingException");
      assertThat(lossy.requests()).isEqualTo(1);
    }
  }

  private static LossyDynamoDbProxy.Fate lostAndThenThrottled(int request) {
    return switch (request) {
      case 1 -> LossyDynamoDbProxy.Fate.LOST;
      case 2, 3 -> LossyDynamoDbProxy.Fate.THROTTLED;
      default -> LossyDynamoDbProxy.Fate.ANSWERED;
    };
  }

  @Test
  void tellsHowTheCustomerStandsToItsLimits() {
    Limits limits =
        Limits.NONE
            .with(Limit.REQUESTS_PER_MINUTE, 2)
            .with(Limit.REQUESTS_PER_DAY, 10)
            .with(Limit.TOKENS_PER_MINUTE, 250)
            .with(Limit.USD_PER_MONTH, 25_500_000_000L)
            .with(Limit.CONCURRENT_ANSWERS, 5);
    testLimits.permit(limits);
    Map<String, String> expected =
        Map.ofEntries(
            Map.entry("x-ratelimit-limit-requests", "2"),
            Map.entry("x-ratelimit-remaining-requests", "0"),
            Map.entry("x-ratelimit-reset-requests", "30"),
            Map.entry("x-ratelimit-limit-requests-day", "10"),
            Map.entry("x-ratelimit-remaining-requests-day", "8"),
            Map.entry("x-ratelimit-reset-requests-day", "30"),
            Map.entry("x-ratelimit-limit-tokens", "250"),
            Map.entry("x-ratelimit-remaining-tokens", "50"),
            Map.entry("x-ratelimit-reset-tokens", "30"),
            Map.entry("x-ratelimit-limit-usd-month", "25.5"),
            Map.entry("x-ratelimit-remaining-usd-month", "25.499998"),
            Map.entry("x-ratelimit-reset-usd-month", "30"),
            Map.entry("x-ratelimit-limit-concurrent", "5"),
            Map.entry("x-ratelimit-remaining-concurrent", "3"),
            Map.entry("x-ratelimit-reset-concurrent", "1"));
    assertThat(testLimits.admit(limits).headers()).isEqualTo(expected);
    assertThat(testLimits.admit(limits)).isInstanceOf(Admission.Refused.class);
    assertThat(testLimits.admit(limits).headers()).isEqualTo(expected);
    assertThat(testLimits.admit(Limits.NONE).headers()).isEmpty();
  }

  @Test
  void isNotOvershotByRequestsSideBySide() throws Exception {
    Limits limits = Limits.NONE.with(Limit.REQUESTS_PER_DAY, 25);
    List<Callable<Admission>> requests =
        Stream.<Callable<Admission>>generate(() -> () -> testLimits.admit(limits))
            .limit(100)
            .toList();
    int admitted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Admission> admission : threads.invokeAll(requests)) {
        admitted += admission.get() instanceof Admission.Admitted ? 1 : 0;
      }
    }
    assertThat(admitted).isEqualTo(25);
    assertThat(testLimits.counters()).containsEntry("d20787r", 25L);
  }
}
