package dev.streambed.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.PricingParameters;
import dev.streambed.gateway.domain.PricingParameters.Bound;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Admission.Admitted;
import dev.streambed.gateway.limit.Admitter;
import dev.streambed.gateway.limit.LimitsTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionControlTest {

  private static final Limits BUDGET = Limits.NONE.with(Limit.USD_PER_MONTH, 999);
  private static final Limits TOKENS = Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 5000);
  private static final PricingParameters OPEN =
      new PricingParameters(Bound.MODEL, 1, false, false, Set.of());
  private static final CostEstimator DEAR =
      quotes(new Cost.Priced(1000, "test"), OptionalLong.empty());
  private static final CostEstimator NONE = quotes(new Cost.Unpriced(), OptionalLong.empty());

  private final CustomerId id = new CustomerId(UUID.randomUUID().toString());
  private final AtomicInteger freshened = new AtomicInteger();
  private final InstantSource clock = InstantSource.fixed(Instant.now());

  @Test
  void readNoBookForACustomerWithoutALimitOfTokensOrDollars() {
    Limits requests = Limits.NONE.with(Limit.REQUESTS_PER_DAY, 10);
    for (Limits limits : List.of(Limits.NONE, requests)) {
      for (PricingParameters pricingParameters : List.of(PricingParameters.PLAIN, OPEN)) {
        assertThat(admit(customer(limits), nobodys(), pricingParameters))
            .isInstanceOf(Admitted.class);
      }
    }
    assertThat(admit(customer(TOKENS), nobodys(), PricingParameters.PLAIN))
        .isInstanceOf(Admitted.class);
    assertThat(freshened).hasValue(0);
  }

  @Test
  void holdACustomerToItsBudgetByTheBookInUse() {
    assertThat(refusal(customer(BUDGET), DEAR).code()).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
    assertThat(freshened).hasValue(1);
    assertThat(refusal(customer(BUDGET), NONE).code()).isEqualTo(ErrorCode.MODEL_NOT_ALLOWED);
  }

  @Test
  void holdATokenToItsBudgetWhereItsCustomerHasNone() {
    Customer customer =
        new Customer(
            id,
            Limits.NONE,
            new AllowedModels.Every(),
            Optional.of(new Customer.KeyLimits("0123456789abcdef", BUDGET)));
    assertThat(refusal(customer, DEAR).code()).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
  }

  @Test
  void reserveWhatTheModelCanWriteWhereTheRequestSetsNoBound() {
    CostEstimator book = quotes(new Cost.Unpriced(), OptionalLong.of(2000));
    PricingParameters three = new PricingParameters(Bound.MODEL, 3, false, false, Set.of());
    assertThat(reserved(TOKENS, book, PricingParameters.PLAIN))
        .isEqualTo(new TokenEstimate(60, 40));
    assertThat(reserved(TOKENS, book, OPEN)).isEqualTo(new TokenEstimate(60, 2000));
    assertThat(reserved(TOKENS, NONE, OPEN)).isEqualTo(new TokenEstimate(60, 40));
    assertThat(reserved(Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 9000), book, three))
        .isEqualTo(new TokenEstimate(60, 6000));
    assertThat(freshened).hasValue(3);
  }

  @Test
  void tellTheLargestMaximumThatAMinuteWouldHold() {
    Problem problem = refusal(tokens(90), NONE, PricingParameters.PLAIN);
    assertThat(problem.maxTokens()).hasValue(30);
    assertThat(problem.sentence())
        .isEqualTo(
            "This request may need 100 tokens, 60 for its prompt and 40 for its answer, and 90 in a"
                + " minute is the most for one request. A maximum of 30 output tokens (max_tokens),"
                + " thinking included, would fit.");
    PricingParameters three = new PricingParameters(Bound.REQUEST, 3, false, false, Set.of());
    assertThat(refusal(tokens(98), NONE, three).maxTokens()).hasValue(12);
  }

  @Test
  void tellThatThePromptAloneIsTooLarge() {
    for (long most : new long[] {0, 59, 60}) {
      Problem problem = refusal(tokens(most), NONE, PricingParameters.PLAIN);
      assertThat(problem.maxTokens()).isEmpty();
      assertThat(problem.sentence()).endsWith(" The prompt alone may need as much: send less.");
    }
  }

  @Test
  void tellTheLargestMaximumThatABudgetCovers() {
    CostEstimator byTheToken = byTheToken(3, 5);
    for (long budget : new long[] {379, 376, 375, 186, 185}) {
      Customer customer = customer(Limits.NONE.with(Limit.USD_PER_MONTH, budget));
      Problem problem = refusal(customer, byTheToken, PricingParameters.PLAIN);
      assertThat(problem.code()).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
      assertThat(problem.retryAfter()).isZero();
      assertThat(problem.maxTokens()).hasValue((budget - 180) / 5);
    }
    Customer poor = customer(Limits.NONE.with(Limit.USD_PER_MONTH, 184));
    Problem problem = refusal(poor, byTheToken, PricingParameters.PLAIN);
    assertThat(problem.maxTokens()).isEmpty();
    assertThat(problem.sentence())
        .isEqualTo(
            "This request may cost 0.00000038 dollars, and 0.000000184 of a month's budget is the"
                + " most for one request. The prompt alone may need as much: send less.");
  }

  @Test
  void tellWhatFitsEachOfSeveralLimits() {
    Limits both = Limits.NONE.with(Limit.USD_PER_MONTH, 300).with(Limit.TOKENS_PER_MINUTE, 70);
    Problem problem = refusal(customer(both), byTheToken(3, 5), PricingParameters.PLAIN);
    assertThat(problem.limit()).contains(Limit.USD_PER_MONTH);
    assertThat(problem.maxTokens()).hasValue(10);
    Customer.KeyLimits keys =
        new Customer.KeyLimits("0123456789abcdef", Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 65));
    Customer page = new Customer(id, both, new AllowedModels.Every(), Optional.of(keys));
    assertThat(refusal(page, byTheToken(3, 5), PricingParameters.PLAIN).maxTokens()).hasValue(5);
  }

  @Test
  void tellWhatFitsIntoTheRestOfALimit() {
    for (Limit limit : List.of(Limit.USD_PER_MONTH, Limit.TOKENS_PER_MINUTE)) {
      Customer customer =
          new Customer(
              new CustomerId(UUID.randomUUID().toString()),
              Limits.NONE.with(limit, limit == Limit.USD_PER_MONTH ? 2 * 380 - 40 : 2 * 100 - 8),
              new AllowedModels.Every());
      assertThat(admit(customer, byTheToken(3, 5), PricingParameters.PLAIN))
          .isInstanceOf(Admitted.class);
      Problem problem = refusal(customer, byTheToken(3, 5), PricingParameters.PLAIN);
      assertThat(problem.maxTokens()).hasValue(32);
      assertThat(problem.retryAfter()).isPositive();
      assertThat(problem.sentence())
          .endsWith(
              " A maximum of 32 output tokens (max_tokens), thinking included, would fit now.");
    }
  }

  @Test
  void reserveNoMoreOutputThanTheCustomerSaysAndAllOfTheBudget() {
    Limits limits =
        Limits.NONE
            .with(Limit.TOKENS_PER_MINUTE, 90)
            .with(Limit.USD_PER_MONTH, 380)
            .withMaxTokensReserved(10);
    assertThat(reserved(limits, byTheToken(3, 5), PricingParameters.PLAIN))
        .isEqualTo(new TokenEstimate(60, 10));
    Admission admission = admit(customer(limits), byTheToken(3, 5), PricingParameters.PLAIN);
    assertThat(((Admitted) admission).permit().reservation().nanoDollars()).isEqualTo(380);
    assertThat(refusal(customer(limits.with(Limit.USD_PER_MONTH, 379)), byTheToken(3, 5)).code())
        .isEqualTo(ErrorCode.BUDGET_EXCEEDED);
  }

  @Test
  void tellWhatFitsWhereEvenTheReservationDoesNot() {
    Limits limits = Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 65).withMaxTokensReserved(10);
    Problem problem = refusal(customer(limits), NONE, PricingParameters.PLAIN);
    assertThat(problem.maxTokens()).hasValue(5);
    assertThat(problem.sentence()).startsWith("This request may need 70 tokens, 60 for its prompt");
  }

  private Customer tokens(long perMinute) {
    return customer(Limits.NONE.with(Limit.TOKENS_PER_MINUTE, perMinute));
  }

  private static CostEstimator byTheToken(long input, long output) {
    return new CostEstimator() {
      @Override
      public Cost most(ModelRequest modelRequest, TokenEstimate tokenEstimate) {
        return new Cost.Priced(
            tokenEstimate.inputTokens() * input + tokenEstimate.outputTokens() * output, "test");
      }

      @Override
      public OptionalLong mostOutput(ModelId model) {
        return OptionalLong.empty();
      }
    };
  }

  private TokenEstimate reserved(
      Limits limits, CostEstimator costEstimator, PricingParameters pricingParameters) {
    CustomerId other = new CustomerId(UUID.randomUUID().toString());
    Customer customer = new Customer(other, limits, new AllowedModels.Every());
    Admission admission = admit(customer, costEstimator, pricingParameters);
    assertThat(admission).isInstanceOf(Admitted.class);
    return ((Admitted) admission).permit().reservation().tokenEstimate();
  }

  private Customer customer(Limits limits) {
    return new Customer(id, limits, new AllowedModels.Every());
  }

  private Problem refusal(Customer customer, CostEstimator costEstimator) {
    return refusal(customer, costEstimator, PricingParameters.PLAIN);
  }

  private Problem refusal(
      Customer customer, CostEstimator costEstimator, PricingParameters pricingParameters) {
    Admission admission = admit(customer, costEstimator, pricingParameters);
    assertThat(admission).isInstanceOf(Admission.Refused.class);
    return ((Admission.Refused) admission).problem();
  }

  private Admission admit(
      Customer customer, CostEstimator costEstimator, PricingParameters pricingParameters) {
    LimitsTable table = new LimitsTable(LocalTables.shared().dynamoDb(), LocalTables.LIMITS);
    Admitter admitter = new Admitter(table, new Random(), clock);
    PriceLookup priceLookup =
        new PriceLookup(
            (_, _) -> new Cost.Unknown(), _ -> Map.of(), freshened::incrementAndGet, costEstimator);
    ModelRequest modelRequest =
        new ModelRequest(
            new ModelId("a.model"),
            Payload.EMPTY,
            true,
            false,
            new TokenEstimate(60, 40),
            pricingParameters);
    return new AdmissionControl(
            admitter,
            priceLookup,
            new AllowedModels.Every(),
            Optional.empty(),
            Optional.empty(),
            false)
        .admit(
            customer,
            new RequestId(UUID.randomUUID().toString()),
            Transport.FUNCTION_URL,
            modelRequest);
  }

  private static CostEstimator quotes(Cost most, OptionalLong mostOutput) {
    return new CostEstimator() {
      @Override
      public Cost most(ModelRequest modelRequest, TokenEstimate tokenEstimate) {
        return most;
      }

      @Override
      public OptionalLong mostOutput(ModelId model) {
        return mostOutput;
      }
    };
  }

  private static CostEstimator nobodys() {
    return new CostEstimator() {
      @Override
      public Cost most(ModelRequest modelRequest, TokenEstimate tokenEstimate) {
        throw new AssertionError("nobody asks for a price");
      }

      @Override
      public OptionalLong mostOutput(ModelId model) {
        throw new AssertionError("nobody asks how long an answer may be");
      }
    };
  }
}
