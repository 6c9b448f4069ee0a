package dev.streambed.gateway.limit;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Limits of one browser key, in addition to its customer's.
class KeyLimitsTest {

  private static final Limits TWO_A_DAY = Limits.NONE.with(Limit.REQUESTS_PER_DAY, 2);

  private final TestLimits testLimits = new TestLimits("2026-11-21T09:15:02.123Z");

  @Test
  void countsEachTokenByItselfAndAllOfThemForTheCustomer() {
    Limits five = Limits.NONE.with(Limit.REQUESTS_PER_DAY, 5);
    Customer one = customer(five, "one", TWO_A_DAY);
    Customer other = customer(five, "other", TWO_A_DAY);
    admitted(one);
    admitted(one);
    assertThat(refusal(one).limit()).contains(Limit.REQUESTS_PER_DAY);
    admitted(other);
    admitted(other);
    admitted(testLimits.customer(five));
    assertThat(testLimits.counters()).containsEntry(day(), 5L);
    assertThat(refusal(customer(five, "third", TWO_A_DAY)).limit())
        .contains(Limit.REQUESTS_PER_DAY);
  }

  @Test
  void costsTheCustomerNothingWhenTheTokenIsRefused() {
    Customer one = customer(Limits.NONE, "one", TWO_A_DAY);
    admitted(one);
    admitted(one);
    int before = testLimits.tables.requests();
    refusal(one);
    assertThat(testLimits.tables.requests()).isEqualTo(before + 1);
    assertThat(testLimits.counters()).containsEntry(day(), 2L);
  }

  @Test
  void givesTheTokenBackWhatTheCustomerIsRefused() {
    Limits one = Limits.NONE.with(Limit.CONCURRENT_ANSWERS, 1);
    Permit running = admitted(testLimits.customer(one));
    Customer page = customer(one, "one", TWO_A_DAY);
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThat(refusal(page).limit()).contains(Limit.CONCURRENT_ANSWERS);
    }
    testLimits.settler.settle(running, new SettledUsage(1, 1));
    testLimits.settler.settle(admitted(page), new SettledUsage(1, 1));
    testLimits.settler.settle(admitted(page), new SettledUsage(1, 1));
    assertThat(refusal(page).limit()).contains(Limit.REQUESTS_PER_DAY);
  }

  @Test
  void settlesBothByWhatWasUsed() {
    Limits tokens = Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 150);
    Customer page = customer(Limits.NONE, "one", tokens);
    Permit permit = admitted(page);
    assertThat(refusal(page).limit()).contains(Limit.TOKENS_PER_MINUTE);
    assertThat(testLimits.settler.settle(permit, new SettledUsage(30, 0)))
        .isEqualTo(new Settlement.Settled(Optional.empty()));
    assertThat(testLimits.settler.settle(permit, new SettledUsage(30, 0)))
        .isEqualTo(new Settlement.AlreadySettled());
    admitted(page);
    assertThat(testLimits.counters()).containsEntry(minuteTokens(), 130L);
    assertThat(refusal(page).limit()).contains(Limit.TOKENS_PER_MINUTE);
  }

  @Test
  void refusesAtOnceWhatTheTokenCouldNeverHold() {
    Customer page = customer(Limits.NONE, "one", Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 99));
    assertThat(refusal(page).code()).isEqualTo(ErrorCode.REQUEST_TOO_LARGE);
    assertThat(testLimits.tables.requests()).isZero();
  }

  @Test
  void holdsNoBudgetOfATokenWithoutAPrice() {
    Customer page = customer(Limits.NONE, "one", Limits.NONE.with(Limit.USD_PER_MONTH, 1_000_000));
    ReservationRequest priced = TestLimits.request();
    ReservationRequest unpriced =
        new ReservationRequest(
            priced.requestId(),
            priced.model(),
            priced.transport(),
            Operation.INVOKE_MODEL_STREAM,
            Dialect.SEED,
            new TokenEstimate(1, 1),
            OptionalLong.empty(),
            Duration.ofMinutes(16));
    assertThat(testLimits.admit(page, unpriced))
        .isInstanceOfSatisfying(
            Admission.Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo(ErrorCode.MODEL_NOT_ALLOWED));
  }

  @Test
  void saysWhoseListAModelIsNotOn() {
    AllowedModels it = new AllowedModels.Only(Set.of(TestLimits.MODEL.value()));
    AllowedModels other = new AllowedModels.Only(Set.of("other.model"));
    Customer every = new Customer(testLimits.id, Limits.NONE, new AllowedModels.Every());
    Customer others = new Customer(testLimits.id, Limits.NONE, other);
    assertThat(refusal(every.with(Optional.empty(), other)).sentence())
        .startsWith("The model " + TestLimits.MODEL.value() + " is not on the list of models")
        .contains("of this token. GET /models");
    assertThat(refusal(others.with(Optional.empty(), it)).sentence())
        .contains("of this customer. GET /models")
        .doesNotContain("other.model");
    assertThat(testLimits.admit(every.with(Optional.empty(), it), TestLimits.request()))
        .isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void tellsHowTheTokenStandsWhereBothAreLimited() {
    Limits many = Limits.NONE.with(Limit.REQUESTS_PER_DAY, 100).with(Limit.REQUESTS_PER_MINUTE, 50);
    assertThat(testLimits.admit(customer(many, "one", TWO_A_DAY), TestLimits.request()).headers())
        .containsEntry("x-ratelimit-limit-requests-day", "2")
        .containsEntry("x-ratelimit-remaining-requests-day", "1")
        .containsEntry("x-ratelimit-remaining-requests", "49");
  }

  @Test
  void leavesTheTokensItemToNoSweep() {
    admitted(customer(Limits.NONE, "one", TWO_A_DAY));
    Instant later = testLimits.clock.instant().plus(Duration.ofHours(1));
    assertThat(new OpenReservations(testLimits.table).overdue(later))
        .filteredOn(permit -> permit.customer().value().startsWith(testLimits.id.value()))
        .singleElement()
        .satisfies(permit -> assertThat(permit.customer()).isEqualTo(testLimits.id));
  }

  @Test
  void admitsNobodyWhileTheTableIsAway() {
    testLimits.tables.failWith("ThrottlingException");
    assertThat(refusal(customer(Limits.NONE, "one", TWO_A_DAY)).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  private Customer customer(Limits limits, String token, Limits tokens) {
    return new Customer(
        testLimits.id,
        limits,
        new AllowedModels.Every(),
        Optional.of(new Customer.KeyLimits(token, tokens)));
  }

  private Permit admitted(Customer customer) {
    Admission admission = testLimits.admit(customer, TestLimits.request());
    assertThat(admission).isInstanceOf(Admission.Admitted.class);
    return ((Admission.Admitted) admission).permit();
  }

  private Problem refusal(Customer customer) {
    Admission admission = testLimits.admit(customer, TestLimits.request());
    assertThat(admission).isInstanceOf(Admission.Refused.class);
    return ((Admission.Refused) admission).problem();
  }

  private String day() {
    return CounterIncrement.counterName(Limit.REQUESTS_PER_DAY, testLimits.clock.instant());
  }

  private String minuteTokens() {
    return CounterIncrement.counterName(Limit.TOKENS_PER_MINUTE, testLimits.clock.instant());
  }
}
