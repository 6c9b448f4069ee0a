package dev.streambed.local.invoke;

import dev.streambed.local.http.BufferedReply;
import dev.streambed.local.invoke.FailureRecord.Condition;
import dev.streambed.local.invoke.FailureRecord.Failure;
import dev.streambed.local.lambda.Call;
import dev.streambed.local.lambda.FailurePayload;
import dev.streambed.local.lambda.Invoked;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.runtimeapi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Lambda's queue of asynchronous invocations. Each event waits on a virtual thread of its own.
/// Thread-safe.
final class AsyncQueue implements AutoCloseable {

  private final Lambda lambda;
  private final Destinations destinations;
  private final AsyncEvents events = new AsyncEvents(this::add);
  private final Map<String, AsyncSettings> settings;
  private final RetryPace pace;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  AsyncQueue(
      Functions functions, Map<String, AsyncSettings> settings, RetryPace pace, Clock clock) {
    this.lambda = functions.lambda();
    this.destinations = new Destinations(functions);
    this.settings = settings;
    this.pace = pace;
    this.clock = clock;
  }

  /// Accepts an event; it is invoked soon.
  void add(Call call) {
    AsyncSettings its = settings.getOrDefault(call.functionArn(), AsyncSettings.byDefault());
    Duration age = events.age(call.functionArn()).orElse(its.maximumAge());
    AsyncEvent event = new AsyncEvent(call, its.withAge(age), clock.instant());
    if (threads.isShutdown()) {
      // A failure that is told of while the stack closes.
      return;
    }
    events.add(event);
    threads.execute(() -> {
      try {
        deliver(event);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } finally {
        events.remove(event);
      }
    });
  }

  /// Those that wait.
  AsyncEvents events() {
    return events;
  }

  /// Forgets every event that waits.
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void deliver(AsyncEvent event) throws InterruptedException {
    Failure last = new Failure.None();
    int failures = 0;
    Duration throttled = pace.throttled();
    while (!event.left(clock.instant()).isNegative()) {
      if (!events.has(event)) {
        return;
      }
      switch (attempt(event)) {
        case Attempt.Done _ -> {
          return;
        }
        case Attempt.Failed(Failure failure) -> {
          last = failure;
          failures++;
          if (failures > event.settings().retries()) {
            giveUp(new FailureRecord(event, Condition.RETRIES_EXHAUSTED, failures, last));
            return;
          }
          pause(pace.afterFailures(failures), event);
        }
        case Attempt.NotNow _ -> {
          pause(throttled, event);
          throttled = pace.doubled(throttled);
        }
      }
    }
    if (events.has(event)) {
      giveUp(new FailureRecord(event, Condition.EVENT_AGE_EXCEEDED, failures, last));
    }
  }

  private sealed interface Attempt {

    record Done() implements Attempt {}

    record Failed(Failure failure) implements Attempt {}

    record NotNow() implements Attempt {}
  }

  private Attempt attempt(AsyncEvent event) throws InterruptedException {
    if (events.isThrottled(event)) {
      return new Attempt.NotNow();
    }
    long begun = System.nanoTime();
    return switch (lambda.invoke(event.call(), new BufferedReply())) {
      case Invoked.Ended(Outcome outcome) ->
          failure(event.call(), outcome, Duration.ofNanos(System.nanoTime() - begun))
              .<Attempt>map(Attempt.Failed::new)
              .orElseGet(Attempt.Done::new);
      case Invoked.Throttled _ -> new Attempt.NotNow();
      case Invoked.EventTooLarge _, Invoked.Unknown _ ->
          throw new IllegalStateException("accepted without a check: " + event.call().requestId());
    };
  }

  private Optional<Failure> failure(Call call, Outcome outcome, Duration duration) {
    String version = lambda.version(call.functionArn()).orElse("$LATEST");
    return FailurePayload.of(outcome, call.requestId(), duration)
        .map(payload -> new Failure.OfFunction(version, payload));
  }

  // No longer than the event may wait: then it is given up without another attempt.
  private void pause(Duration pause, AsyncEvent event) throws InterruptedException {
    Duration left = event.left(clock.instant()).plusMillis(1);
    Thread.sleep(pause.compareTo(left) < 0 ? pause : left);
  }

  private void giveUp(FailureRecord record) {
    record
        .event()
        .settings()
        .onFailure()
        .ifPresent(destination -> destinations.send(destination, record, clock.instant()));
  }
}
