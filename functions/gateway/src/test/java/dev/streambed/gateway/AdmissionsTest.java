package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Admitter;
import dev.streambed.gateway.limit.LimitsTable;
import dev.streambed.gateway.usage.Pricing;
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
import dev.streambed.gateway.vocabulary.TokenLimits;
import dev.streambed.gateway.vocabulary.Transport;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionsTest {

  private static final Limits BUDGET = Limits.NONE.with(Limit.USD_PER_MONTH, 999);
  private static final Pricing DEAR = (_, _) -> new Cost.Priced(1000, "test");
  private static final Pricing NONE = (_, _) -> new Cost.Unpriced();

  private final CustomerId id = new CustomerId(UUID.randomUUID().toString());
  private final AtomicInteger freshened = new AtomicInteger();

  @Test
  void readNoBookForACustomerWithoutABudget() {
    Pricing nobodys =
        (_, _) -> {
          throw new AssertionError("nobody asks for a price");
        };
    assertThat(admit(customer(Limits.NONE), nobodys)).isInstanceOf(Admission.Admitted.class);
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

  private Customer customer(Limits limits) {
    return new Customer(id, limits, new AllowedModels.Every());
  }

  private Problem refusal(Customer customer, Pricing pricing) {
    Admission admission = admit(customer, pricing);
    assertThat(admission).isInstanceOf(Admission.Refused.class);
    return ((Admission.Refused) admission).problem();
  }

  private Admission admit(Customer customer, Pricing pricing) {
    LimitsTable table = new LimitsTable(LocalTables.shared().client(), LocalTables.LIMITS);
    Admitter admitter = new Admitter(table, new Random(), InstantSource.system());
    Ask ask = new Ask(new ModelId("a.model"), Payload.EMPTY, true, false, new Estimate(60, 40));
    return new Admissions(admitter, new Prices(pricing, _ -> Map.of(), freshened::incrementAndGet))
        .admit(customer, new RequestId(UUID.randomUUID().toString()), Transport.FUNCTION_URL, ask);
  }
}
