package dev.streambed.gateway.session;

import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.StopCause;
import dev.streambed.gateway.fixture.CountingDynamoDb;
import dev.streambed.gateway.fixture.LocalTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Timeout(60)
class StopRequestsTest {

  private static final LocalTables LOCAL = LocalTables.shared();
  private static final RequestId ID = new RequestId("a-1");
  private static final String MINE = "0a1b2c3d!key";
  private static final Instant EXPIRY = Instant.parse("2026-11-21T09:16:00Z");

  private final CustomerId customer = new CustomerId(UUID.randomUUID().toString());
  private final CountingDynamoDb tables = new CountingDynamoDb(LOCAL.dynamoDb());
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final BlockingQueue<StopCause> told = new LinkedBlockingQueue<>();
  private final StopRequests requests = new StopRequests(tables, LocalTables.SESSIONS, lines::add);

  @Test
  void costsAnAnswerThatIsOverSoonNothing() {
    RunningAnswer answer = watched();
    end(answer);
    assertThat(tables.requests()).isZero();
  }

  @Test
  void readsOftenWhileAnAnswerIsYoungAndThenOnceASecond() throws InterruptedException {
    RunningAnswer answer = requests.answer(customer, ID, MINE);
    long begun = System.nanoTime();
    answer.watch(told::add);
    int last = 0;
    while (last < AnswerWatcher.EARLY_READS + 2) {
      last = tables.reads();
      assertThat(last).isLessThanOrEqualTo(most(Duration.ofNanos(System.nanoTime() - begun)));
      Thread.sleep(2);
    }
    end(answer);
    int reads = tables.reads();
    Thread.sleep(700);
    assertThat(tables.reads()).as("reads after its end").isEqualTo(reads);
    assertThat(tables.requests()).as("nothing is written").isEqualTo(reads);
  }

  private static int most(Duration age) {
    Duration early = AnswerWatcher.EARLY_INTERVAL.multipliedBy(AnswerWatcher.EARLY_READS);
    return age.compareTo(early) < 0
        ? (int) age.dividedBy(AnswerWatcher.EARLY_INTERVAL)
        : AnswerWatcher.EARLY_READS + (int) age.minus(early).dividedBy(AnswerWatcher.INTERVAL);
  }

  @Test
  void tellsAStopOnceAndReadsNoMore() throws InterruptedException {
    RunningAnswer answer = watched();
    put(customer, MINE);
    put(customer, MINE);
    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(StopCause.STOPPED);
    int reads = tables.reads();
    Thread.sleep(700);
    assertThat(tables.reads()).isEqualTo(reads);
    end(answer);
    assertThat(told).isEmpty();
    assertThat(lines).isEmpty();
    assertThat(rows())
        .containsExactly(
            Map.of(
                "connectionId", text("HTTP#" + customer.value() + "#a-1"),
                "item", text("GEN"),
                "stop", text("stopped"),
                "reservations", AttributeValue.fromSs(List.of(MINE)),
                "expiresAt", AttributeValue.fromN("1795252560")));
  }

  @Test
  void stopsNeitherALaterAnswerOfTheSameIdNorAnotherCustomers() throws InterruptedException {
    put(customer, "an earlier reservation");
    put(new CustomerId(UUID.randomUUID().toString()), MINE);
    RunningAnswer answer = watched();
    while (tables.reads() < 2) {
      Thread.sleep(10);
    }
    assertThat(told).isEmpty();
    put(customer, MINE);
    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(StopCause.STOPPED);
    end(answer);
  }

  @Test
  void doesNotGrowWithTheAnswersThatHadTheSameId() {
    put(customer, "an earlier reservation");
    put(customer, MINE);
    assertThat(rows())
        .singleElement()
        .satisfies(row ->
            assertThat(row).containsEntry("reservations", AttributeValue.fromSs(List.of(MINE))));
  }

  @Test
  void writesOneLineWhenTheTableGoesAwayWhileAnAnswerRuns() throws InterruptedException {
    RunningAnswer answer = watched();
    tables.failWith("InternalServerError");
    while (tables.reads() < 3) {
      Thread.sleep(10);
    }
    end(answer);
    assertThat(lines)
        .containsExactly(
            "{\"event_type\":\"stop_unavailable\",\"request_id\":\"a-1\","
                + "\"error_cause\":\"InternalServerError\"}");
    assertThat(told).isEmpty();
    assertThatExceptionOfType(AwsException.class).isThrownBy(() -> put(customer, MINE));
  }

  @Test
  void keepsTheFlagOfWhoeverIsInterruptedWhileTheWatchingEnds() {
    RunningAnswer answer = watched();
    answer.end();
    Thread.currentThread().interrupt();
    answer.join();
    assertThat(Thread.interrupted()).isTrue();
  }

  private RunningAnswer watched() {
    RunningAnswer answer = requests.answer(customer, ID, MINE);
    answer.watch(told::add);
    return answer;
  }

  private void put(CustomerId whose, String reservation) {
    requests.put(whose, ID, List.of(reservation), EXPIRY);
  }

  private static void end(RunningAnswer answer) {
    answer.end();
    answer.join();
  }

  private List<Map<String, AttributeValue>> rows() {
    return LOCAL.scan(
        LocalTables.SESSIONS, "contains(#name, :value)", "connectionId", customer.value());
  }
}
