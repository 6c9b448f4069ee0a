package dev.streambed.gateway.limit;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CountingTables;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestClock;
import dev.streambed.gateway.vocabulary.AllowedModels;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AdmitterTest {

  private static final ModelId MODEL = new ModelId("amazon.nova-lite-v1:0");
  private static final LocalTables LOCAL = LocalTables.shared();

  private final TestClock clock = TestClock.at("2026-11-21T23:59:30.250Z");
  private final CountingTables tables = new CountingTables(LOCAL.client());
  private final Admitter admitter =
      new Admitter(new Counters(tables, LocalTables.LIMITS), 2, clock);
  private final CustomerId id = new CustomerId(UUID.randomUUID().toString());

  @Test
  void refusesOneMoreThanTheLimitAndSaysWhenTheDayEnds() {
    Customer customer = customer(new RequestLimit.PerDay(3));
    for (int request = 1; request <= 3; request++) {
      assertThat(admit(customer)).isInstanceOf(Admission.Admitted.class);
    }
    Problem problem = refusal(customer);
    assertThat(problem.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void appliesTheDefaultToCustomersWithoutLimits() {
    Customer customer = customer(new RequestLimit.ByDefault());
    assertThat(admit(customer)).isInstanceOf(Admission.Admitted.class);
    assertThat(admit(customer)).isInstanceOf(Admission.Admitted.class);
    assertThat(refusal(customer).code()).isEqualTo(ErrorCode.RATE_LIMITED);
  }

  @Test
  void beginsAnewWithTheDay() {
    Customer customer = customer(new RequestLimit.PerDay(1));
    admit(customer);
    assertThat(refusal(customer).code()).isEqualTo(ErrorCode.RATE_LIMITED);
    clock.advance(Duration.ofSeconds(30));
    assertThat(admit(customer)).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void countsNothingForARefusal() {
    Customer customer = customer(new RequestLimit.PerDay(1));
    admit(customer);
    refusal(customer);
    refusal(customer);
    assertThat(counters())
        .containsExactly(
            Map.of(
                "customerId", text(id.value()),
                "window", text("DAY#2026-11-21"),
                "requests", number(1),
                // Two days after the window's end.
                "expiresAt", number(1_795_478_400)));
  }

  @Test
  void writesNothingForAnUnlimitedCustomer() {
    assertThat(admit(customer(new RequestLimit.Unlimited())))
        .isEqualTo(new Admission.Admitted(new Permit(id, clock.instant())));
    assertThat(tables.requests()).isZero();
  }

  @Test
  void writesNothingWhereTheLimitIsZero() {
    assertThat(refusal(customer(new RequestLimit.PerDay(0))).code())
        .isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(tables.requests()).isZero();
  }

  @Test
  void refusesAModelThatIsNotOnTheList() {
    Customer customer =
        new Customer(id, new RequestLimit.PerDay(1), new AllowedModels.Only(Set.of("us." + MODEL)));
    assertThat(refusal(customer).code()).isEqualTo(ErrorCode.MODEL_NOT_ALLOWED);
    assertThat(tables.requests()).isZero();
    Customer allowed =
        new Customer(id, new RequestLimit.PerDay(1), new AllowedModels.Only(Set.of(MODEL.value())));
    assertThat(admit(allowed)).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void failsClosedWhenTheTableCannotBeWritten() {
    tables.failWith("AccessDeniedException");
    Problem problem = refusal(customer(new RequestLimit.ByDefault()));
    assertThat(problem.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(problem.cause()).isEqualTo("AccessDeniedException");
  }

  @Test
  void isNotOvershotByRequestsSideBySide() throws Exception {
    Customer customer = customer(new RequestLimit.PerDay(25));
    List<Callable<Admission>> requests =
        Stream.<Callable<Admission>>generate(() -> () -> admit(customer)).limit(100).toList();
    int admitted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Admission> admission : threads.invokeAll(requests)) {
        admitted += admission.get() instanceof Admission.Admitted ? 1 : 0;
      }
    }
    assertThat(admitted).isEqualTo(25);
    assertThat(counters().getFirst()).containsEntry("requests", number(25));
  }

  private Customer customer(RequestLimit limit) {
    return new Customer(id, limit, new AllowedModels.Every());
  }

  private Admission admit(Customer customer) {
    return admitter.admit(customer, MODEL);
  }

  private Problem refusal(Customer customer) {
    Admission admission = admit(customer);
    assertThat(admission).isInstanceOf(Admission.Refused.class);
    return ((Admission.Refused) admission).problem();
  }

  private List<Map<String, AttributeValue>> counters() {
    return LOCAL.all(LocalTables.LIMITS).stream()
        .filter(item -> text(id.value()).equals(item.get("customerId")))
        .toList();
  }
}
