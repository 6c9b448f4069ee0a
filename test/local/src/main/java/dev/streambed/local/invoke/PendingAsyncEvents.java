package dev.streambed.local.invoke;

import dev.streambed.local.http.TraceId;
import dev.streambed.local.lambda.InvocationRequest;
import dev.streambed.runtimeapi.ResponseMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The waiting asynchronous invocations, which tests can inspect and hold back, as if the
/// concurrency limit were reached. Thread-safe.
public final class PendingAsyncEvents {

  private final Consumer<InvocationRequest> queue;
  private final Map<String, Duration> throttled = new ConcurrentHashMap<>();
  private final Set<Event> waiting = ConcurrentHashMap.newKeySet();

  PendingAsyncEvents(Consumer<InvocationRequest> queue) {
    this.queue = queue;
  }

  /// Adds an event, like `Invoke` with the type `Event`. The sender must have checked the
  /// function's permission.
  ///
  /// @param functionArn the ARN, with the alias or version if one is called
  /// @return the id of the invocation
  public String send(String functionArn, byte[] event) {
    InvocationRequest invocationRequest =
        new InvocationRequest(
            functionArn,
            UUID.randomUUID().toString(),
            event,
            ResponseMode.BUFFERED,
            TraceId.of("").forFunction());
    queue.accept(invocationRequest);
    return invocationRequest.requestId();
  }

  /// Throttles the invocations of an alias from now on.
  ///
  /// @param alias the name of the alias
  /// @param age the maximum age of events that arrive meanwhile; shorter than the configuration's
  ///   minimum of a minute, for tests
  public void throttle(String alias, Duration age) {
    throttled.put(alias, age);
  }

  /// Ends the throttling of an alias.
  public void release(String alias) {
    throttled.remove(alias);
  }

  /// The waiting events of an alias.
  public List<byte[]> waiting(String alias) {
    return waiting.stream()
        .filter(event -> alias(event).equals(alias))
        .map(event -> event.invocationRequest().event())
        .toList();
  }

  /// Drops the waiting events of an alias without a record.
  public void lose(String alias) {
    waiting.removeIf(event -> alias(event).equals(alias));
  }

  void add(Event event) {
    waiting.add(event);
  }

  void remove(Event event) {
    waiting.remove(event);
  }

  boolean has(Event event) {
    return waiting.contains(event);
  }

  boolean isThrottled(Event event) {
    return throttled.containsKey(alias(event));
  }

  /// The maximum age of an event that arrives now, if a test has changed it.
  Optional<Duration> age(String functionArn) {
    return Optional.ofNullable(throttled.get(alias(functionArn)));
  }

  private static String alias(Event event) {
    return alias(event.invocationRequest().functionArn());
  }

  private static String alias(String functionArn) {
    return functionArn.substring(functionArn.lastIndexOf(':') + 1);
  }

  /// A waiting event.
  ///
  /// @param invocationRequest the invocation
  /// @param settings how failures are handled
  /// @param acceptedAt when the event was accepted
  record Event(
      InvocationRequest invocationRequest, EventInvokeConfig settings, Instant acceptedAt) {

    /// How much longer it may wait; not positive when it is too old.
    Duration left(Instant now) {
      return Duration.between(now, acceptedAt.plus(settings.maximumAge()));
    }
  }
}
