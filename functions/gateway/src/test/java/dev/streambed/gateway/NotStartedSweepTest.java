package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.config.AwsClients;
import dev.streambed.gateway.config.AwsSettings;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Attribution;
import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.domain.WebSocketConnection;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.exchange.IncompleteSettlementException;
import dev.streambed.gateway.exchange.UsageRecorder;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.ScriptedAwsService;
import dev.streambed.gateway.fixture.TestClock;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Admitter;
import dev.streambed.gateway.limit.LimitsTable;
import dev.streambed.gateway.limit.OpenReservations;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.limit.ReservationRequest;
import dev.streambed.gateway.limit.Settler;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.maintenance.Sweep;
import dev.streambed.gateway.push.ConnectionsApi;
import dev.streambed.gateway.push.RetryPolicy;
import dev.streambed.gateway.push.ServiceEndpoints;
import dev.streambed.gateway.session.PromptParts;
import dev.streambed.gateway.session.UnstartedAnswers;
import dev.streambed.gateway.session.WebSocketAnswerKey;
import dev.streambed.gateway.session.WebSocketAnswers;
import dev.streambed.gateway.session.WebSocketTable;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.usage.Metrics;
import dev.streambed.gateway.usage.UsageTable;
import dev.streambed.gateway.websocket.FailedHandoverHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Answers that were handed over, have not started, and whose failure was not reported.
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
class NotStartedSweepTest {

  private static final DynamoDb TABLES = LocalTables.shared().dynamoDb();
  private static final Instant UNTIL = Instant.parse("2126-11-21T09:00:00Z");

  /// Before every other test's time, so that nothing of theirs is swept here.
  private final TestClock clock = TestClock.at("2019-10-31T23:59:30.250Z");

  private final String name = UUID.randomUUID().toString();
  private final WebSocketAnswerKey answer =
      new WebSocketAnswerKey(
          new WebSocketConnection("api", "prod", UUID.randomUUID() + "="),
          new ClientAnswerId("a1"),
          new RequestId(UUID.randomUUID().toString()),
          UNTIL);
  private final WebSocketTable sessions = new WebSocketTable(TABLES, LocalTables.SESSIONS);
  private final WebSocketAnswers rows = new WebSocketAnswers(sessions, _ -> {});
  private final List<String> lines = new ArrayList<>();
  private ScriptedAwsService client;
  private Sweep sweep;

  @BeforeEach
  void start() throws Exception {
    client = ScriptedAwsService.start("execute-api", (_, _) -> 200);
    sweep = sweep();
  }

  @AfterEach
  void stop() {
    client.close();
  }

  @Test
  void endWithinMinutesAndCostNothing() {
    rows.accept(answer);
    admit();
    assertThat(sweepAfter(Duration.ofMinutes(3)).closed()).as("it may still begin").isZero();
    assertThat(sweepAfter(Duration.ofMillis(1))).isEqualTo(new Sweep.Swept(1, true));
    assertThat(record())
        .containsEntry("outcome", text("not_started"))
        .containsEntry("usage_source", text("none"))
        .containsEntry("error_cause", text("NeverStarted"));
    assertThat(client.received())
        .hasSize(2)
        .allMatch(request -> request.path().contains("/prod/@connections/"))
        .last()
        .matches(request -> request.body().contains("\"seq\":1,\"type\":\"error\""));
    settledTo(0);
    assertThat(rows.begin(answer, "late")).isInstanceOf(WebSocketAnswers.Start.NotStarted.class);
    assertThat(sweepAfter(Duration.ofMinutes(20)).closed()).isZero();
  }

  @Test
  void areNotThoseThatRun() {
    rows.accept(answer);
    admit();
    assertThat(rows.begin(answer, "run")).isInstanceOf(WebSocketAnswers.Start.Started.class);
    assertThat(sweepAfter(Duration.ofMinutes(15)).closed()).isZero();
    assertThat(sweepAfter(Duration.ofMinutes(4)).closed()).isEqualTo(1);
    assertThat(record()).containsEntry("outcome", text("killed"));
    assertThat(client.received()).isEmpty();
  }

  @Test
  void areFinishedWhenAnEndingHasBrokenOff() {
    rows.accept(answer);
    admit();
    assertThat(new UnstartedAnswers(sessions).end(answer, Optional.empty())).isPresent();
    assertThat(sweepAfter(Duration.ofMinutes(4)).closed()).isEqualTo(1);
    assertThat(record()).containsEntry("outcome", text("not_started"));
    settledTo(0);
  }

  @Test
  void areTakenForKilledWhenTheirRowIsGone() {
    admit();
    assertThat(sweepAfter(Duration.ofMinutes(15)).closed()).isZero();
    assertThat(sweepAfter(Duration.ofMinutes(4)).closed()).isEqualTo(1);
    assertThat(record()).containsEntry("outcome", text("killed"));
  }

  @Test
  void areNotKeptFromEndingByOneThatCannotBeSettled() {
    WebSocketAnswerKey other =
        new WebSocketAnswerKey(
            answer.webSocketConnection(),
            new ClientAnswerId("a2"),
            new RequestId(UUID.randomUUID().toString()),
            UNTIL);
    for (WebSocketAnswerKey each : List.of(answer, other)) {
      rows.accept(each);
      admit(each);
    }
    clock.advance(Duration.ofMinutes(4));
    List<Permit> tried = new ArrayList<>();
    Sweep failing =
        sweep((permit, deadline) -> {
          tried.add(permit);
          if (tried.size() == 1) {
            throw new IncompleteSettlementException("the settlement");
          }
          return failures().endLate(permit, deadline);
        });
    assertThat(failing.run(Deadline.in(Duration.ofMinutes(1), Clock.systemUTC())))
        .isEqualTo(new Sweep.Swept(1, true));
    assertThat(sweepAfter(Duration.ZERO)).as("the next one").isEqualTo(new Sweep.Swept(1, true));
  }

  private Sweep sweep() {
    return sweep(failures()::endLate);
  }

  private Sweep sweep(BiPredicate<Permit, Deadline> unstarted) {
    LimitsTable limits = new LimitsTable(TABLES, LocalTables.LIMITS);
    ProblemLog problemLog = new ProblemLog(lines::add, Metrics.off());
    return new Sweep(new OpenReservations(limits), books(), unstarted, problemLog, clock);
  }

  private FailedHandoverHandler failures() {
    return new FailedHandoverHandler(
        new UnstartedAnswers(sessions), new PromptParts(sessions), clients(), books(), clock);
  }

  private UsageRecorder books() {
    LimitsTable limits = new LimitsTable(TABLES, LocalTables.LIMITS);
    ProblemLog problemLog = new ProblemLog(lines::add, Metrics.off());
    UsageTable usage = new UsageTable(TABLES, LocalTables.USAGE);
    Ledger ledger = new Ledger(lines::add, usage, LimitedCustomer.PRICES, Metrics.off());
    return new UsageRecorder(ledger, new Settler(limits, clock), problemLog, _ -> {});
  }

  private ConnectionsApi clients() {
    Map<String, String> environment = new HashMap<>(TestGateway.environment());
    environment.put(Settings.MANAGEMENT_ENDPOINT, client.uri() + "/prod");
    AwsSettings aws = Settings.from(environment).aws();
    RetryPolicy once = new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1));
    return new ConnectionsApi(
        AwsClients.of(aws, System.getenv()).posts(), new ServiceEndpoints(aws), once, lines::add);
  }

  private Permit admit() {
    return admit(answer);
  }

  private Permit admit(WebSocketAnswerKey answer) {
    ReservationRequest reservationRequest =
        new ReservationRequest(
            answer.requestId(),
            LimitedCustomer.MODEL,
            Transport.WEB_SOCKET,
            Operation.INVOKE_MODEL_STREAM,
            Dialect.SEED,
            new TokenEstimate(60, 40),
            OptionalLong.of(1000),
            answer.webSocketConnection().id(),
            Attribution.NONE,
            List.of(),
            LimitedCustomer.USUAL_LEASE);
    Customer customer = new Customer(new CustomerId(name), Limits.NONE, new AllowedModels.Every());
    Admitter admitter =
        new Admitter(new LimitsTable(TABLES, LocalTables.LIMITS), new Random(), clock);
    Admission admission = admitter.admit(customer, reservationRequest);
    return ((Admission.Admitted) admission).permit();
  }

  // Messages are posted in real time.
  private Sweep.Swept sweepAfter(Duration time) {
    clock.advance(time);
    return sweep.run(Deadline.in(Duration.ofMinutes(1), Clock.systemUTC()));
  }

  private Map<String, AttributeValue> record() {
    List<Map<String, AttributeValue>> mine = LocalTables.shared().records(name);
    assertThat(mine).hasSize(1);
    return mine.getFirst();
  }

  private void settledTo(long tokens) {
    assertThat(LimitObserver.counters(name))
        .containsEntry("running", 0L)
        .containsEntry("M201910r", 1L)
        .containsEntry("M201910t", tokens)
        .containsEntry("M201910c", tokens);
  }
}
