package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.limit.OpenReservations;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.maintenance.Sweep;
import dev.streambed.gateway.usage.Metrics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Many functions, with clocks that differ, through the end of a month: no limit is exceeded at any
/// moment, and when all is settled the counters are the sum of the usage records.
class ManyProcessesTest {

  private static final int PROCESSES = 16;

  /// How many start at once; more would only slow each other down.
  private static final int STARTING = 3;

  private static final int MOST_SECONDS = 300;

  private final String exact = "exact-" + UUID.randomUUID();
  private final String excessive = "excessive-" + UUID.randomUUID();

  @Test
  void exceedNoLimitAndLoseNoToken() throws Exception {
    List<Process> workers = new ArrayList<>();
    try {
      for (int seed = 0; seed < PROCESSES; seed++) {
        workers.add(start(seed));
        awaitReady(workers, seed - STARTING + 1);
      }
      for (int seed = PROCESSES - STARTING + 1; seed < PROCESSES; seed++) {
        awaitReady(workers, seed);
      }
      observe(workers);
    } finally {
      workers.forEach(Process::destroyForcibly);
    }
    for (String customer : List.of(exact, excessive)) {
      checkBooks(customer);
    }
  }

  private void observe(List<Process> workers) throws Exception {
    try (LimitObserver ofExact = new LimitObserver(exact, 0);
        LimitObserver ofExcessive = new LimitObserver(excessive, LimitWorker.MOST_OVER)) {
      long begin = begin(workers);
      // One of them is killed as a machine would kill it.
      assertThat(workers.getFirst().waitFor(3, TimeUnit.SECONDS)).isFalse();
      workers.getFirst().destroyForcibly();
      for (Process worker : workers.subList(1, PROCESSES)) {
        awaitEnd(worker, begin);
      }
      assertThat(sweep(LimitWorker.time(begin).plus(LimitWorker.LEASE.multipliedBy(2))).finished())
          .isTrue();
      assertThat(ofExact.faults()).isEmpty();
      assertThat(ofExcessive.faults()).isEmpty();
      assertThat(ofExact.looks()).isGreaterThan(100);
    }
  }

  private Process start(int seed) throws IOException {
    // Evenly distributed from two seconds behind to two seconds ahead.
    long ahead = 4000L * seed / (PROCESSES - 1) - 2000;
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LimitWorker.class.getName(),
            LocalTables.shared().uri().toString(),
            Integer.toString(seed),
            Long.toString(ahead),
            exact,
            excessive)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void awaitReady(List<Process> workers, int number) throws IOException {
    if (number >= 0) {
      BufferedReader said = workers.get(number).inputReader(StandardCharsets.UTF_8);
      assertThat(said.readLine()).isEqualTo("ready");
    }
  }

  private static long begin(List<Process> workers) throws IOException {
    long begin = System.currentTimeMillis();
    for (Process worker : workers) {
      worker.getOutputStream().write((begin + "\n").getBytes(StandardCharsets.UTF_8));
      worker.getOutputStream().flush();
    }
    return begin;
  }

  // Sweeps all the while, as the schedule does.
  private void awaitEnd(Process worker, long begin) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (!worker.waitFor(1, TimeUnit.SECONDS)) {
      assertThat(System.nanoTime()).as("a worker's end").isLessThan(deadline);
      sweep(LimitWorker.time(begin));
    }
    assertThat(worker.exitValue()).isZero();
  }

  /// @param now determines which leases have expired; a sweep allows two more minutes
  private Sweep.Swept sweep(Instant now) {
    InstantSource clock = InstantSource.fixed(now.plus(Duration.ofMinutes(2)));
    LimitedCustomer customer =
        new LimitedCustomer(exact, LocalTables.shared().dynamoDb(), clock, LimitWorker.LEASE);
    ProblemLog problemLog = new ProblemLog(_ -> {}, Metrics.off());
    Sweep sweep =
        new Sweep(
            new OpenReservations(customer.table()),
            customer.books(),
            (_, _) -> false,
            problemLog,
            clock);
    return sweep.run(Deadline.in(Duration.ofMinutes(5), InstantSource.system()));
  }

  private static void checkBooks(String customer) {
    Map<String, Long> expected = new HashMap<>();
    int killed = 0;
    int held = 0;
    for (Map<String, AttributeValue> record : records(customer)) {
      String instant = text(record, "instantRequestId");
      Instant at = Instant.parse(instant.substring(0, instant.indexOf('#')));
      String month = "M" + instant.substring(0, 4) + instant.substring(5, 7);
      expected.merge(month + "r", 1L, Long::sum);
      expected.merge(month + "t", number(record, "held_tokens", "token_count"), Long::sum);
      expected.merge(month + "c", number(record, "held_nano_usd", "cost_nano_usd"), Long::sum);
      expected.merge("d" + at.getEpochSecond() / 86_400 + "r", 1L, Long::sum);
      killed += text(record, "outcome").equals("killed") ? 1 : 0;
      held += record.containsKey("held_tokens") ? 1 : 0;
    }
    Map<String, Long> counters = LimitObserver.counters(customer);
    assertThat(counters).containsEntry("running", 0L);
    counters.keySet().removeIf(name -> name.matches("m.*|running|expiresAt"));
    assertThat(counters).isEqualTo(expected);
    assertThat(killed).isPositive();
    assertThat(held).as("endings without numbers").isGreaterThan(killed);
    assertThat(expected).containsKeys("M202611r", "M202612r");
  }

  /// What is held, or else what was used.
  private static long number(Map<String, AttributeValue> record, String held, String used) {
    AttributeValue none = LocalTables.number(0);
    return Long.parseLong(record.getOrDefault(held, record.getOrDefault(used, none)).n());
  }

  private static String text(Map<String, AttributeValue> record, String name) {
    return record.getOrDefault(name, LocalTables.text("")).s();
  }

  private static List<Map<String, AttributeValue>> records(String customer) {
    List<Map<String, AttributeValue>> records = new ArrayList<>();
    for (String month : List.of("2026-11", "2026-12")) {
      LocalTables.shared()
          .client()
          .queryPaginator(request ->
              request
                  .tableName(LocalTables.USAGE)
                  .keyConditionExpression("customerMonth = :month")
                  .expressionAttributeValues(
                      Map.of(":month", LocalTables.text(customer + "#" + month)))
                  .consistentRead(true))
          .items()
          .forEach(records::add);
    }
    return records;
  }
}
