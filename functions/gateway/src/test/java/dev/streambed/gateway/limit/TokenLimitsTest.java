package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.vocabulary.AllowedModels;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.Limit;
import dev.streambed.gateway.vocabulary.Limits;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.TokenLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Limits of one token, beside those of its customer.
class TokenLimitsTest {

  private static final Limits TWO_A_DAY = Limits.NONE.with(Limit.REQUESTS_PER_DAY, 2);

  private final Desk desk = new Desk("2026-11-21T09:15:02.123Z");

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
    admitted(desk.customer(five));
    assertThat(desk.counters()).containsEntry(day(), 5L);
    assertThat(refusal(customer(five, "third", TWO_A_DAY)).limit())
        .contains(Limit.REQUESTS_PER_DAY);
  }

  @Test
  void costsTheCustomerNothingWhenTheTokenIsRefused() {
    Customer one = customer(Limits.NONE, "one", TWO_A_DAY);
    admitted(one);
    admitted(one);
    int before = desk.tables.requests();
    refusal(one);
    assertThat(desk.tables.requests()).isEqualTo(before + 1);
    assertThat(desk.counters()).containsEntry(day(), 2L);
  }

  @Test
  void givesTheTokenBackWhatTheCustomerIsRefused() {
    Limits one = Limits.NONE.with(Limit.CONCURRENT_ANSWERS, 1);
    Permit running = admitted(desk.customer(one));
    Customer page = customer(one, "one", TWO_A_DAY);
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThat(refusal(page).limit()).contains(Limit.CONCURRENT_ANSWERS);
    }
    desk.settler.settle(running, new Used(1, 1));
    desk.settler.settle(admitted(page), new Used(1, 1));
    desk.settler.settle(admitted(page), new Used(1, 1));
    assertThat(refusal(page).limit()).contains(Limit.REQUESTS_PER_DAY);
  }

  @Test
  void settlesBothByWhatWasUsed() {
    Limits tokens = Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 150);
    Customer page = customer(Limits.NONE, "one", tokens);
    Permit permit = admitted(page);
    assertThat(refusal(page).limit()).contains(Limit.TOKENS_PER_MINUTE);
    assertThat(desk.settler.settle(permit, new Used(30, 0)))
        .isEqualTo(new Settling.Settled(Optional.empty()));
    assertThat(desk.settler.settle(permit, new Used(30, 0))).isEqualTo(new Settling.Before());
    admitted(page);
    assertThat(desk.counters()).containsEntry(minuteTokens(), 130L);
    assertThat(refusal(page).limit()).contains(Limit.TOKENS_PER_MINUTE);
  }

  @Test
  void refusesAtOnceWhatTheTokenCouldNeverHold() {
    Customer page = customer(Limits.NONE, "one", Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 99));
    assertThat(refusal(page).code()).isEqualTo(ErrorCode.REQUEST_TOO_LARGE);
    assertThat(desk.tables.requests()).isZero();
  }

  @Test
  void holdsNoBudgetOfATokenWithoutAPrice() {
    Customer page = customer(Limits.NONE, "one", Limits.NONE.with(Limit.USD_PER_MONTH, 1_000_000));
    Wanted priced = Desk.wanted();
    Wanted unpriced =
        new Wanted(
            priced.requestId(),
            priced.model(),
            priced.transport(),
            true,
            new Estimate(1, 1),
            OptionalLong.empty(),
            Duration.ofMinutes(16));
    assertThat(desk.admit(page, unpriced))
        .isInstanceOfSatisfying(
            Admission.Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo(ErrorCode.MODEL_NOT_ALLOWED));
  }

  @Test
  void saysWhoseListAModelIsNotOn() {
    AllowedModels it = new AllowedModels.Only(Set.of(Desk.MODEL.value()));
    AllowedModels other = new AllowedModels.Only(Set.of("other.model"));
    Customer every = new Customer(desk.id, Limits.NONE, new AllowedModels.Every());
    Customer others = new Customer(desk.id, Limits.NONE, other);
    assertThat(refusal(every.with(Optional.empty(), other)).sentence())
        .startsWith("The model " + Desk.MODEL.value() + " is not on the list of models")
        .contains("of this token. GET /models");
    assertThat(refusal(others.with(Optional.empty(), it)).sentence())
        .contains("of this customer. GET /models")
        .doesNotContain("other.model");
    assertThat(desk.admit(every.with(Optional.empty(), it), Desk.wanted()))
        .isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void tellsHowTheTokenStandsWhereBothAreLimited() {
    Limits many = Limits.NONE.with(Limit.REQUESTS_PER_DAY, 100).with(Limit.REQUESTS_PER_MINUTE, 50);
    assertThat(desk.admit(customer(many, "one", TWO_A_DAY), Desk.wanted()).headers())
        .containsEntry("x-ratelimit-limit-requests-day", "2")
        .containsEntry("x-ratelimit-remaining-requests-day", "1")
        .containsEntry("x-ratelimit-remaining-requests", "49");
  }

  @Test
  void leavesTheTokensItemToNoSweep() {
    admitted(customer(Limits.NONE, "one", TWO_A_DAY));
    Instant later = desk.clock.instant().plus(Duration.ofHours(1));
    assertThat(new OpenAnswers(desk.table).overdue(later))
        .filteredOn(permit -> permit.customer().value().startsWith(desk.id.value()))
        .singleElement()
        .satisfies(permit -> assertThat(permit.customer()).isEqualTo(desk.id));
  }

  @Test
  void admitsNobodyWhileTheTableIsAway() {
    desk.tables.failWith("ThrottlingException");
    assertThat(refusal(customer(Limits.NONE, "one", TWO_A_DAY)).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  private Customer customer(Limits limits, String token, Limits tokens) {
    return new Customer(
        desk.id, limits, new AllowedModels.Every(), Optional.of(new TokenLimits(token, tokens)));
  }

  private Permit admitted(Customer customer) {
    Admission admission = desk.admit(customer, Desk.wanted());
    assertThat(admission).isInstanceOf(Admission.Admitted.class);
    return ((Admission.Admitted) admission).permit();
  }

  private Problem refusal(Customer customer) {
    Admission admission = desk.admit(customer, Desk.wanted());
    assertThat(admission).isInstanceOf(Admission.Refused.class);
    return ((Admission.Refused) admission).problem();
  }

  private String day() {
    return Charge.counter(Limit.REQUESTS_PER_DAY, desk.clock.instant());
  }

  private String minuteTokens() {
    return Charge.counter(Limit.TOKENS_PER_MINUTE, desk.clock.instant());
  }
}
