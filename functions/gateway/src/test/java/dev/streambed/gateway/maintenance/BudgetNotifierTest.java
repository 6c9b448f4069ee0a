package dev.streambed.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.LimitedCustomer;
import dev.streambed.gateway.TestGateway;
import dev.streambed.gateway.aws.HttpConnections;
import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Lazy;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.exchange.UsageRecorder;
import dev.streambed.gateway.fixture.CountingDynamoDb;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.ScriptedAwsService;
import dev.streambed.gateway.fixture.TestAws;
import dev.streambed.gateway.fixture.TestClock;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.BudgetNoticeCoordinator;
import dev.streambed.gateway.limit.CustomerLimits;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.push.RetryPolicy;
import dev.streambed.gateway.push.ServiceEndpoints;
import dev.streambed.gateway.push.SnsTopic;
import dev.streambed.gateway.usage.Metrics;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A customer with a budget of 1,500,000 nano-dollars, ten of which are a token.
@Timeout(120)
class BudgetNotifierTest {

  private final TestClock clock = TestClock.at("2026-11-21T09:15:02.123Z");
  private final String name = UUID.randomUUID().toString();
  private final CountingDynamoDb tables = new CountingDynamoDb(LocalTables.shared().dynamoDb());
  private final LimitedCustomer customer =
      new LimitedCustomer(name, tables, clock, LimitedCustomer.USUAL_LEASE);
  private final List<String> lines = new ArrayList<>();

  @AutoClose private final HttpConnections connections = new HttpConnections();
  private final SignedPost posts = TestAws.posts(connections);

  @Test
  void tellsTheTopicOfEachThresholdOnce() throws Exception {
    try (ScriptedAwsService sns = ScriptedAwsService.start("sns", (_, _) -> 200)) {
      UsageRecorder usageRecorder = books(sns);
      List<Permit> permits = admit(4);
      int before = tables.requests();
      end(usageRecorder, permits.get(0), 74_999);
      assertThat(sns.received()).isEmpty();
      assertThat(tables.requests()).isEqualTo(before + 2);
      end(usageRecorder, permits.get(1), 1);
      end(usageRecorder, permits.get(2), 1);
      assertThat(sns.received()).hasSize(1);
      assertThat(form(sns, 0))
          .contains("&Subject=Streambed: " + name + " has used 50 % of its budget for 2026-11&")
          .endsWith(
              "&Message={\"event_type\":\"budget_threshold\",\"customer_id\":\""
                  + name
                  + "\",\"month\":\"2026-11\",\"threshold_percent\":50,"
                  + "\"spent_usd\":0.00075,\"spent_nano_usd\":750000,"
                  + "\"budget_usd\":0.0015,\"budget_nano_usd\":1500000,"
                  + "\"instant\":\"2026-11-21T09:15:02.123Z\"}");
      end(usageRecorder, permits.get(3), 75_000);
      assertThat(sns.received()).hasSize(3);
      assertThat(form(sns, 2))
          .contains("&Subject=Streambed: " + name + " has used up its budget for 2026-11&");
      assertThat(lines).isEmpty();
    }
  }

  @Test
  void triesAgainWithASettlementAMinuteLater() throws Exception {
    try (ScriptedAwsService sns =
        ScriptedAwsService.start("sns", (_, number) -> number == 1 ? 403 : 200)) {
      UsageRecorder usageRecorder = books(sns);
      List<Permit> permits = admit(3);
      end(usageRecorder, permits.get(0), 80_000);
      assertThat(lines)
          .containsExactly(
              "{\"event_type\":\"budget_unannounced\",\"customer_id\":\""
                  + name
                  + "\",\"error_cause\":\"ForbiddenException\"}");
      end(usageRecorder, permits.get(1), 1);
      assertThat(sns.received()).hasSize(1);
      clock.advance(Duration.ofMinutes(1));
      end(usageRecorder, permits.get(2), 1);
      assertThat(sns.received()).hasSize(2);
      assertThat(form(sns, 1)).contains("\"threshold_percent\":50");
      assertThat(lines).hasSize(1);
    }
  }

  @Test
  void tellsOfWhatASweepHasSettledToo() throws Exception {
    try (ScriptedAwsService sns = ScriptedAwsService.start("sns", (_, _) -> 200)) {
      Permit permit = admit(1).getFirst();
      customer.recordOnly(permit, used(75_000));
      assertThat(books(sns).recordKilled(permit)).isTrue();
      assertThat(sns.received()).hasSize(1);
    }
  }

  @Test
  void failsNothingWhenATableFails() throws Exception {
    try (ScriptedAwsService sns = ScriptedAwsService.start("sns", (_, _) -> 200)) {
      BudgetNotifier budgetNotifier = announcer(sns);
      List<Permit> permits = admit(2);
      UsageRecorder usageRecorder =
          customer.books(shardThresholdReached -> {
            tables.failWith("ThrottlingException");
            budgetNotifier.accept(shardThresholdReached);
            tables.recover();
          });
      end(usageRecorder, permits.get(0), 75_000);
      assertThat(sns.received()).isEmpty();
      assertThat(lines).singleElement().asString().contains("ThrottlingException");
      end(books(sns), permits.get(1), 1);
      assertThat(sns.received()).hasSize(1);
    }
  }

  @Test
  void isOffWithoutATopic() {
    Settings settings = Settings.from(TestGateway.environment());
    ProblemLog problemLog = new ProblemLog(lines::add, Metrics.off());
    CustomerLimits limits = new CustomerLimits(customer.table(), new Random(), clock);
    UsageRecorder usageRecorder =
        customer.books(BudgetNotifier.of(settings, posts, limits, problemLog));
    end(usageRecorder, admit(1).getFirst(), 140_000);
    assertThat(tables.requests()).isEqualTo(3);
    assertThat(lines).isEmpty();
  }

  @Test
  void putsAnyNameIntoASubject() {
    BudgetNoticeCoordinator.Crossing thresholdCrossing =
        new BudgetNoticeCoordinator.Crossing(
            new CustomerId("Émile\n" + "x".repeat(90)),
            YearMonth.of(2026, 11),
            80,
            8_000_000_000L,
            100_000_000_000L,
            clock.instant());
    BudgetNotice notice = BudgetNotice.of(thresholdCrossing);
    assertThat(notice.subject())
        .isEqualTo(
            "Streambed: ?mile?" + "x".repeat(34) + "... has used 80 % of its budget for 2026-11")
        .hasSizeLessThan(100);
    assertThat(notice.message()).contains("\"spent_usd\":8,").contains("\"budget_usd\":100,");
  }

  private static void end(UsageRecorder usageRecorder, Permit permit, long tokens) {
    usageRecorder.record(permit, LimitedCustomer.entry(permit, used(tokens)));
  }

  private static Usage used(long tokens) {
    return new Usage.Counted(tokens, 0, 0, 0);
  }

  private List<Permit> admit(int requests) {
    List<Permit> permits = new ArrayList<>();
    while (permits.size() < requests) {
      Admission admission = customer.admit(new TokenEstimate(1, 0));
      assertThat(admission).isInstanceOf(Admission.Admitted.class);
      permits.add(((Admission.Admitted) admission).permit());
    }
    return permits;
  }

  private UsageRecorder books(ScriptedAwsService sns) {
    return customer.books(announcer(sns));
  }

  private BudgetNotifier announcer(ScriptedAwsService sns) {
    ServiceEndpoints serviceEndpoints =
        new ServiceEndpoints(TestAws.settings("us-east-1", Map.of("SNS", sns.uri().toString())));
    RetryPolicy once = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);
    SnsTopic snsTopic =
        new SnsTopic(posts, serviceEndpoints, once, "arn:aws:sns:us-east-1:1:streambed");
    return new BudgetNotifier(
        new BudgetNoticeCoordinator(customer.table(), clock),
        new Lazy<>(() -> snsTopic),
        new ProblemLog(lines::add, Metrics.off()));
  }

  private static String form(ScriptedAwsService sns, int number) {
    return URLDecoder.decode(sns.received().get(number).body(), StandardCharsets.UTF_8);
  }
}
