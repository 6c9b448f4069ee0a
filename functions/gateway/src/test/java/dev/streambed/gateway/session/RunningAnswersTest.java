package dev.streambed.gateway.session;

import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.RequestLine;
import dev.streambed.gateway.domain.StopCause;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.fixture.CountingDynamoDbClient;
import dev.streambed.gateway.fixture.LocalDynamoDbClient;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.LossyDynamoDbProxy;
import dev.streambed.gateway.fixture.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Timeout(60)
class RunningAnswersTest {

  private static final LocalTables LOCAL = LocalTables.shared();
  private static final RequestId ID = new RequestId("a-1");
  private static final Duration TIME = Duration.ofMinutes(15);

  private final CustomerId customer = new CustomerId(UUID.randomUUID().toString());
  private final SessionKey key = SessionKey.ofHttp(customer, ID);
  private final CountingDynamoDbClient tables = new CountingDynamoDbClient(LOCAL.client());
  private final TestClock clock = TestClock.at("2026-11-21T09:00:00Z");
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final BlockingQueue<StopCause> told = new LinkedBlockingQueue<>();
  private final AtomicLong marks = new AtomicLong();
  private final RunningAnswers answers = answers(tables);

  @Test
  void keepsTheRowOfANamedAnswerWhileItRuns() {
    RunningAnswer answer = enter(true);
    assertThat(rows())
        .containsExactly(
            Map.of(
                "connectionId", text("HTTP#" + customer.value() + "#a-1"),
                "item", text("GEN"),
                "status", text("running"),
                "run", text("0000000000000001"),
                "expiresAt", AttributeValue.fromN("1795252560")));
    answer.watch(told::add);
    end(answer);
    assertThat(rows()).isEmpty();
    assertThat(lines).isEmpty();
  }

  @Test
  void putsTheRowOfAnyOtherAnswerWhenItBegins() throws InterruptedException {
    RunningAnswer answer = enter(false);
    assertThat(tables.requests()).as("nobody waits for it").isZero();
    answer.watch(told::add);
    while (rows().isEmpty()) {
      Thread.sleep(5);
    }
    end(answer);
    assertThat(rows()).isEmpty();
  }

  @Test
  void asksNothingOfTheTableForAnAnswerInOne() {
    RunningAnswers.Registration registration = answers.register(customer, call(true), ask(false));
    RunningAnswer answer = ((RunningAnswers.Registration.Registered) registration).answer();
    answer.watch(told::add);
    end(answer);
    answer.cancel();
    assertThat(tables.requests()).isZero();
  }

  @Test
  void looksFourTimesASecondAtMostAndNotAtOnce() throws InterruptedException {
    RunningAnswer answer = enter(true);
    long begun = System.nanoTime();
    answer.watch(told::add);
    int last = 0;
    while (last < 5) {
      int reads = tables.reads();
      long quarters = (System.nanoTime() - begun) / Duration.ofMillis(250).toNanos();
      assertThat(reads).isLessThanOrEqualTo((int) quarters);
      last = reads;
      Thread.sleep(2);
    }
    end(answer);
    int reads = tables.reads();
    Thread.sleep(600);
    assertThat(tables.reads()).as("reads after its end").isEqualTo(reads);
  }

  @Test
  void readsNothingForAnAnswerThatIsOverSoon() {
    RunningAnswer answer = enter(true);
    answer.watch(told::add);
    end(answer);
    assertThat(tables.reads()).isZero();
  }

  @Test
  void tellsAStopOnceAndLooksNoMore() throws InterruptedException {
    RunningAnswer answer = enter(true);
    answer.watch(told::add);
    assertThat(answers.stop(key, StopCause.STOPPED))
        .isEqualTo(new RunningAnswers.StopResult.Requested());
    assertThat(answers.stop(key, StopCause.DISCONNECTED))
        .isEqualTo(new RunningAnswers.StopResult.Requested());
    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(StopCause.STOPPED);
    int reads = tables.reads();
    Thread.sleep(600);
    assertThat(tables.reads()).isEqualTo(reads);
    end(answer);
    assertThat(told).isEmpty();
    assertThat(answers.stop(key, StopCause.STOPPED))
        .isEqualTo(new RunningAnswers.StopResult.NotRunning());
  }

  @Test
  void stopsNoAnswerThatDoesNotRunOrIsSomebodyElses() {
    SessionKey foreign = SessionKey.ofHttp(new CustomerId(UUID.randomUUID().toString()), ID);
    assertThat(answers.stop(key, StopCause.STOPPED))
        .isEqualTo(new RunningAnswers.StopResult.NotRunning());
    enter(true);
    assertThat(answers.stop(foreign, StopCause.STOPPED))
        .isEqualTo(new RunningAnswers.StopResult.NotRunning());
    clock.advance(TIME.plus(Duration.ofSeconds(61)));
    assertThat(answers.stop(key, StopCause.STOPPED))
        .as("its function died long ago")
        .isEqualTo(new RunningAnswers.StopResult.NotRunning());
    assertThat(rows()).as("none is made by the wish").hasSize(1);
    assertThat(rows().getFirst()).doesNotContainKey("stop");
  }

  @Test
  void givesANameOnceWhileItsAnswerRuns() {
    RunningAnswer first = enter(true);
    assertThat(answers.register(customer, call(true), ask(true)))
        .isEqualTo(new RunningAnswers.Registration.IdInUse());
    first.cancel();
    RunningAnswer second = enter(true);
    clock.advance(TIME.plus(Duration.ofSeconds(61)));
    RunningAnswer third = enter(true);
    assertThat(lines).isEmpty();
    second.cancel();
    third.cancel();
  }

  @Test
  void takesItsOwnRowForItsOwnWhenTheAnswerToTheWriteWasLost() throws IOException {
    try (LossyDynamoDbProxy lossy =
            LossyDynamoDbProxy.start(request ->
                request == 1 ? LossyDynamoDbProxy.Fate.LOST : LossyDynamoDbProxy.Fate.ANSWERED);
        DynamoDbClient client = LocalDynamoDbClient.of(lossy.uri(), 3)) {
      RunningAnswers remote = answers(client);
      assertThat(remote.register(customer, call(true), ask(true)))
          .isInstanceOf(RunningAnswers.Registration.Registered.class);
      assertThat(lossy.requests()).isEqualTo(2);
      assertThat(remote.register(customer, call(true), ask(true)))
          .isEqualTo(new RunningAnswers.Registration.IdInUse());
    }
    assertThat(lines).isEmpty();
  }

  @Test
  void letsTwoCustomersHaveAnswersOfOneName() {
    CustomerId other = new CustomerId(UUID.randomUUID().toString());
    enter(true);
    assertThat(answers.register(other, call(true), ask(true)))
        .isInstanceOf(RunningAnswers.Registration.Registered.class);
  }

  @Test
  void failsNoAnswerWhenTheTableIsAway() throws InterruptedException {
    tables.failWith("ResourceNotFoundException");
    for (boolean named : List.of(true, false)) {
      RunningAnswer answer = enter(named);
      answer.watch(told::add);
      end(answer);
    }
    assertThat(lines)
        .containsExactly(
            "{\"event_type\":\"stop_unavailable\",\"request_id\":\"a-1\","
                + "\"error_cause\":\"ResourceNotFoundException\"}",
            "{\"event_type\":\"stop_unavailable\",\"request_id\":\"a-1\","
                + "\"error_cause\":\"ResourceNotFoundException\"}");
    RunningAnswers.StopResult.Failed failed =
        (RunningAnswers.StopResult.Failed) answers.stop(key, StopCause.STOPPED);
    assertThat(failed.problem().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failed.problem().cause()).isEqualTo("ResourceNotFoundException");
  }

  @Test
  void writesOneLineWhenTheTableGoesAwayWhileAnAnswerRuns() throws InterruptedException {
    RunningAnswer answer = enter(true);
    answer.watch(told::add);
    tables.failWith("InternalServerError");
    while (tables.reads() < 3) {
      Thread.sleep(10);
    }
    end(answer);
    assertThat(lines).hasSize(1);
    assertThat(told).isEmpty();
  }

  @Test
  void keepsTheFlagOfWhoeverIsInterruptedWhileTheRowGoes() {
    RunningAnswer answer = enter(true);
    answer.watch(told::add);
    answer.end();
    Thread.currentThread().interrupt();
    answer.join();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(rows()).isEmpty();
  }

  private RunningAnswers answers(DynamoDbClient client) {
    SessionTable table = new SessionTable(client, LocalTables.SESSIONS);
    return new RunningAnswers(table, lines::add, marks::incrementAndGet, clock);
  }

  private RunningAnswer enter(boolean named) {
    return ((RunningAnswers.Registration.Registered)
            answers.register(customer, call(named), ask(true)))
        .answer();
  }

  private static void end(RunningAnswer answer) {
    answer.end();
    answer.join();
  }

  private InboundCall call(boolean named) {
    Headers headers = named ? Headers.of(Map.of("X-Request-Id", ID.value())) : Headers.NONE;
    RequestLine requestLine = new RequestLine("POST", "/bedrock");
    Deadline deadline = Deadline.in(TIME, clock);
    return new InboundCall(
        Transport.FUNCTION_URL, requestLine, headers, Payload.EMPTY, ID, deadline);
  }

  private static ModelRequest ask(boolean streamed) {
    return new ModelRequest(
        new ModelId("m"), Payload.EMPTY, streamed, false, TokenEstimate.NOTHING);
  }

  private List<Map<String, AttributeValue>> rows() {
    return LOCAL.scan(
        LocalTables.SESSIONS, "contains(#name, :value)", "connectionId", customer.value());
  }
}
