package dev.streambed.gateway;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.fixture.LocalTables;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads a customer's counters again and again, and notes what must never be seen.
public final class LimitObserver implements AutoCloseable {

  // Without it the observers alone would take a processor, and the workers do less meanwhile.
  private static final int PAUSE_MILLIS = 50;

  private final String customer;
  private final long mostOver;
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean closed;
  private final AtomicInteger looks = new AtomicInteger();

  /// @param mostOver by how many tokens an answer may have exceeded its reservation
  LimitObserver(String customer, long mostOver) {
    this.customer = customer;
    this.mostOver = mostOver;
    this.thread = Thread.ofPlatform().start(this::watch);
  }

  Queue<String> faults() {
    return faults;
  }

  int looks() {
    return looks.get();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// A customer's counters, by name.
  public static Map<String, Long> counters(String customer) {
    Map<String, AttributeValue> key =
        Map.of("customerId", LocalTables.text(customer), "window", LocalTables.text("NOW"));
    var item =
        LocalTables.shared()
            .client()
            .getItem(
                request -> request.tableName(LocalTables.LIMITS).key(key).consistentRead(true));
    Map<String, Long> counters = new TreeMap<>();
    item.item()
        .forEach((name, value) -> {
          if (value.n() != null) {
            counters.put(name, Long.parseLong(value.n()));
          }
        });
    return counters;
  }

  private void watch() {
    while (!closed) {
      Map<String, Long> counters = counters(customer);
      counters.forEach((name, value) -> check(name, value, counters));
      looks.incrementAndGet();
      LimitWorker.pause(PAUSE_MILLIS);
    }
  }

  private void check(String name, long value, Map<String, Long> counters) {
    String window = name.substring(0, name.length() - 1);
    long over = mostOver * counters.getOrDefault(window + "r", 0L);
    if (value < 0 || value > most(name, over)) {
      faults.add(name + " is " + value);
    }
  }

  // Only settlements may exceed a limit, by what answers needed beyond their reservation.
  private static long most(String name, long over) {
    if (name.equals("running")) {
      return limit(Limit.CONCURRENT_ANSWERS);
    }
    if (name.matches("m[0-9]+r")) {
      return limit(Limit.REQUESTS_PER_MINUTE);
    }
    if (name.matches("m[0-9]+t")) {
      return limit(Limit.TOKENS_PER_MINUTE) + over;
    }
    if (name.matches("d[0-9]+r")) {
      return limit(Limit.REQUESTS_PER_DAY);
    }
    return name.matches("M[0-9]+c") ? limit(Limit.USD_PER_MONTH) + 10 * over : Long.MAX_VALUE;
  }

  private static long limit(Limit limit) {
    return LimitedCustomer.LIMITS.get(limit).orElseThrow();
  }
}
