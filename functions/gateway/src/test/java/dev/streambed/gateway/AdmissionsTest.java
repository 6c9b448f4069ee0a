package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Admission.Admitted;
import dev.streambed.gateway.limit.Admitter;
import dev.streambed.gateway.limit.LimitsTable;
import dev.streambed.gateway.vocabulary.AllowedModels;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Cost;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.Limit;
import dev.streambed.gateway.vocabulary.Limits;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.Terms;
import dev.streambed.gateway.vocabulary.Terms.Bound;
import dev.streambed.gateway.vocabulary.TokenLimits;
import dev.streambed.gateway.vocabulary.Transport;
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

class AdmissionsTest {

  private static final Limits BUDGET = Limits.NONE.with(Limit.USD_PER_MONTH, 999);
  private static final Limits TOKENS = Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 5000);
  private static final Terms OPEN = new Terms(Bound.MODEL, 1, false, false, Set.of());
  private static final Quotes DEAR = quotes(new Cost.Priced(1000, "test"), OptionalLong.empty());
  private static final Quotes NONE = quotes(new Cost.Unpriced(), OptionalLong.empty());

  private final CustomerId id = new CustomerId(UUID.randomUUID().toString());
  private final AtomicInteger freshened = new AtomicInteger();

  @Test
  void readNoBookForACustomerWithoutALimitOfTokensOrDollars() {
    Limits requests = Limits.NONE.with(Limit.REQUESTS_PER_DAY, 10);
    for (Limits limits : List.of(Limits.NONE, requests)) {
      for (Terms terms : List.of(Terms.PLAIN, OPEN)) {
        assertThat(admit(customer(limits), nobodys(), terms)).isInstanceOf(Admitted.class);
      }
    }
    assertThat(admit(customer(TOKENS), nobodys(), Terms.PLAIN)).isInstanceOf(Admitted.class);
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
            Optional.of(new TokenLimits("0123456789abcdef", BUDGET)));
    assertThat(refusal(customer, DEAR).code()).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
  }

  @Test
  void reserveWhatTheModelCanWriteWhereTheRequestSetsNoBound() {
    Quotes book = quotes(new Cost.Unpriced(), OptionalLong.of(2000));
    Terms three = new Terms(Bound.MODEL, 3, false, false, Set.of());
    assertThat(reserved(TOKENS, book, Terms.PLAIN)).isEqualTo(new Estimate(60, 40));
    assertThat(reserved(TOKENS, book, OPEN)).isEqualTo(new Estimate(60, 2000));
    assertThat(reserved(TOKENS, NONE, OPEN)).isEqualTo(new Estimate(60, 40));
    assertThat(reserved(Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 9000), book, three))
        .isEqualTo(new Estimate(60, 6000));
    assertThat(freshened).hasValue(3);
  }

  private Estimate reserved(Limits limits, Quotes quotes, Terms terms) {
    CustomerId other = new CustomerId(UUID.randomUUID().toString());
    Customer customer = new Customer(other, limits, new AllowedModels.Every());
    Admission admission = admit(customer, quotes, terms);
    assertThat(admission).isInstanceOf(Admitted.class);
    return ((Admitted) admission).permit().reservation().estimate();
  }

  private Customer customer(Limits limits) {
    return new Customer(id, limits, new AllowedModels.Every());
  }

  private Problem refusal(Customer customer, Quotes quotes) {
    Admission admission = admit(customer, quotes, Terms.PLAIN);
    assertThat(admission).isInstanceOf(Admission.Refused.class);
    return ((Admission.Refused) admission).problem();
  }

  private Admission admit(Customer customer, Quotes quotes, Terms terms) {
    LimitsTable table = new LimitsTable(LocalTables.shared().client(), LocalTables.LIMITS);
    Admitter admitter = new Admitter(table, new Random(), InstantSource.system());
    Prices prices =
        new Prices((_, _) -> new Cost.Unknown(), _ -> Map.of(), freshened::incrementAndGet, quotes);
    Ask ask =
        new Ask(new ModelId("a.model"), Payload.EMPTY, true, false, new Estimate(60, 40), terms);
    return new Admissions(admitter, prices, new AllowedModels.Every())
        .admit(customer, new RequestId(UUID.randomUUID().toString()), Transport.FUNCTION_URL, ask);
  }

  private static Quotes quotes(Cost most, OptionalLong mostOutput) {
    return new Quotes() {
      @Override
      public Cost most(Ask ask, Estimate estimate) {
        return most;
      }

      @Override
      public OptionalLong mostOutput(ModelId model) {
        return mostOutput;
      }
    };
  }

  private static Quotes nobodys() {
    return new Quotes() {
      @Override
      public Cost most(Ask ask, Estimate estimate) {
        throw new AssertionError("nobody asks for a price");
      }

      @Override
      public OptionalLong mostOutput(ModelId model) {
        throw new AssertionError("nobody asks how long an answer may be");
      }
    };
  }
}
