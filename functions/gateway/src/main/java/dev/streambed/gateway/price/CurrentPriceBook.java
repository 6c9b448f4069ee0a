package dev.streambed.gateway.price;

import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.LogSink;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Provides the price book in use: the one that the table selects, or the bundled one. Thread-safe.
public final class CurrentPriceBook {

  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration FRESH_AFTER_FAILURE = Duration.ofMinutes(1);

  /// Longer than the table client's own timeouts. With a shorter one, answers would be priced by
  /// another book when the function gets little CPU time.
  private static final Duration TABLE_TIMEOUT = Duration.ofSeconds(20);

  private final PriceBookTable table;
  private final InstantSource clock;
  private final LogSink log;
  private @Nullable PriceBook ofTable;
  private @Nullable PriceBook bundled;
  private Instant staleAt = Instant.MIN;
  private @Nullable FutureTask<Void> reading;

  public CurrentPriceBook(PriceBookTable table, InstantSource clock, LogSink log) {
    this.table = table;
    this.clock = clock;
    this.log = log;
  }

  /// Builds this from the table `prices`.
  public static CurrentPriceBook of(GatewayDependencies gatewayDependencies) {
    PriceBookTable table =
        new PriceBookTable(
            gatewayDependencies.dynamoDb(), gatewayDependencies.settings().tables().prices());
    return new CurrentPriceBook(table, gatewayDependencies.clock(), gatewayDependencies.log());
  }

  /// Starts to read the table, on a thread of its own, unless that was done in the last ten
  /// minutes, or has failed in the last minute. Returns immediately.
  public synchronized void refresh() {
    boolean underWay = reading != null && !reading.isDone();
    if (underWay || clock.instant().isBefore(staleAt)) {
      return;
    }
    String held = ofTable == null ? "" : ofTable.version();
    FutureTask<Void> task = new FutureTask<>(() -> read(held), null);
    reading = task;
    Thread.ofPlatform().daemon().name("streambed-prices").start(task);
  }

  /// The book in use. Waits for a read in progress.
  public PriceBook current() {
    await(underWay());
    return held();
  }

  private synchronized @Nullable FutureTask<Void> underWay() {
    return reading;
  }

  private synchronized PriceBook held() {
    if (ofTable != null) {
      return ofTable;
    }
    if (bundled == null) {
      bundled = PriceBook.bundled();
    }
    return bundled;
  }

  private void read(String held) {
    take(table.readIfChanged(held));
    var _ = held();
  }

  private synchronized void take(PriceBookTable.Lookup found) {
    staleAt = clock.instant().plus(FRESH);
    switch (found) {
      case PriceBookTable.Lookup.Changed(PriceBook book) -> ofTable = book;
      case PriceBookTable.Lookup.Unchanged() -> {}
      case PriceBookTable.Lookup.None() -> ofTable = null;
      case PriceBookTable.Lookup.Failed(String cause) -> {
        staleAt = clock.instant().plus(FRESH_AFTER_FAILURE);
        log.write(line(cause));
      }
    }
  }

  private static void await(@Nullable FutureTask<Void> task) {
    try {
      if (task != null) {
        task.get(TABLE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      // The current book stays in use.
    }
  }

  private static String line(String cause) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("event_type", new JsonString("price_book_unreadable"));
    fields.put("error_cause", new JsonString(cause));
    return new JsonObject(fields).write();
  }
}
