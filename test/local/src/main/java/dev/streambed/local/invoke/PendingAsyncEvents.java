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

/// The asynchronous invocations that wait, and a way to make them wait: as when as many functions
/// run as may. Thread-safe.
public final class PendingAsyncEvents {

  private final Consumer<InvocationRequest> queue;
  private final Map<String, Duration> throttled = new ConcurrentHashMap<>();
  private final Set<Event> waiting = ConcurrentHashMap.newKeySet();

  PendingAsyncEvents(Consumer<InvocationRequest> queue) {
    this.queue = queue;
  }

  /// Adds an event, as `Invoke` of the type `Event` would. That the function permits it is for the
  /// sender to ask.
  ///
  /// @param functionArn with the alias or the version, if it is called by one
  /// @return the invocation's id
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

  /// From now on no function is free for the invocations of an alias.
  ///
  /// @param alias its name
  /// @param age how long those wait at most that come while this lasts; the configuration's own
  ///   time is a minute at least, which is long for a test
  public void throttle(String alias, Duration age) {
    throttled.put(alias, age);
  }

  /// From now on there is one again.
  public void release(String alias) {
    throttled.remove(alias);
  }

  /// The events that wait for an alias.
  public List<byte[]> waiting(String alias) {
    return waiting.stream()
        .filter(event -> alias(event).equals(alias))
        .map(event -> event.invocationRequest().event())
        .toList();
  }

  /// Drops the events that wait for an alias, without any report.
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

  /// How long an event may wait that comes now.
  Optional<Duration> age(String functionArn) {
    return Optional.ofNullable(throttled.get(alias(functionArn)));
  }

  private static String alias(Event event) {
    return alias(event.invocationRequest().functionArn());
  }

  private static String alias(String functionArn) {
    return functionArn.substring(functionArn.lastIndexOf(':') + 1);
  }

  /// An event that waits for its function.
  ///
  /// @param invocationRequest what is to be invoked
  /// @param settings what happens when it fails
  /// @param acceptedAt when it came
  record Event(
      InvocationRequest invocationRequest, EventInvokeConfig settings, Instant acceptedAt) {

    /// How long it may still wait; not positive when it is too old.
    Duration left(Instant now) {
      return Duration.between(now, acceptedAt.plus(settings.maximumAge()));
    }
  }
}
