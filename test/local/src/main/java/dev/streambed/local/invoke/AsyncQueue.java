package dev.streambed.local.invoke;

import dev.streambed.local.http.BufferedResponse;
import dev.streambed.local.invoke.FailureRecord.Condition;
import dev.streambed.local.invoke.FailureRecord.Failure;
import dev.streambed.local.lambda.FunctionErrors;
import dev.streambed.local.lambda.InvocationRequest;
import dev.streambed.local.lambda.InvocationResult;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.runtimeapi.InvocationOutcome;
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
  private final FailureDestinations failureDestinations;
  private final PendingAsyncEvents events = new PendingAsyncEvents(this::add);
  private final Map<String, EventInvokeConfig> settings;
  private final RetryDelays pace;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  AsyncQueue(
      LambdaApiContext lambdaApiContext,
      Map<String, EventInvokeConfig> settings,
      RetryDelays pace,
      Clock clock) {
    this.lambda = lambdaApiContext.lambda();
    this.failureDestinations = new FailureDestinations(lambdaApiContext);
    this.settings = settings;
    this.pace = pace;
    this.clock = clock;
  }

  /// Accepts an event for an invocation soon after.
  void add(InvocationRequest invocationRequest) {
    EventInvokeConfig its =
        settings.getOrDefault(invocationRequest.functionArn(), EventInvokeConfig.byDefault());
    Duration age = events.age(invocationRequest.functionArn()).orElse(its.maximumAge());
    PendingAsyncEvents.Event event =
        new PendingAsyncEvents.Event(invocationRequest, its.withAge(age), clock.instant());
    if (threads.isShutdown()) {
      // The stack closes; the failure need not be reported.
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

  /// The waiting events.
  PendingAsyncEvents events() {
    return events;
  }

  /// Drops every waiting event.
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void deliver(PendingAsyncEvents.Event event) throws InterruptedException {
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

  private Attempt attempt(PendingAsyncEvents.Event event) throws InterruptedException {
    if (events.isThrottled(event)) {
      return new Attempt.NotNow();
    }
    long begun = System.nanoTime();
    return switch (lambda.invoke(event.invocationRequest(), new BufferedResponse())) {
      case InvocationResult.Ended(InvocationOutcome invocationOutcome) ->
          failure(
                  event.invocationRequest(),
                  invocationOutcome,
                  Duration.ofNanos(System.nanoTime() - begun))
              .<Attempt>map(Attempt.Failed::new)
              .orElseGet(Attempt.Done::new);
      case InvocationResult.Throttled _ -> new Attempt.NotNow();
      case InvocationResult.EventTooLarge _, InvocationResult.Unknown _ ->
          throw new IllegalStateException(
              "accepted without a check: " + event.invocationRequest().requestId());
    };
  }

  private Optional<Failure> failure(
      InvocationRequest invocationRequest, InvocationOutcome invocationOutcome, Duration duration) {
    String version = lambda.version(invocationRequest.functionArn()).orElse("$LATEST");
    return FunctionErrors.payload(invocationOutcome, invocationRequest.requestId(), duration)
        .map(payload -> new Failure.OfFunction(version, payload));
  }

  // No longer than the event's maximum age: then it is dropped without another attempt.
  private void pause(Duration pause, PendingAsyncEvents.Event event) throws InterruptedException {
    Duration left = event.left(clock.instant()).plusMillis(1);
    Thread.sleep(pause.compareTo(left) < 0 ? pause : left);
  }

  private void giveUp(FailureRecord record) {
    record
        .event()
        .settings()
        .onFailure()
        .ifPresent(destination -> failureDestinations.send(destination, record, clock.instant()));
  }
}
