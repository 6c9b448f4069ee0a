package dev.streambed.local.lambda;

import java.util.List;

/// What happened to one execution environment, and when. Times are `System.nanoTime()`, which on
/// one machine every JVM reads alike.
///
/// @param pid its process
/// @param function the function's name
/// @param version the function's version
/// @param state what it does now
/// @param spawned when its process was started
/// @param ready when its runtime asked for the first event; 0 before that
/// @param invocations its latest invocations, the oldest first
public record EnvironmentTimeline(
    long pid,
    String function,
    String version,
    State state,
    long spawned,
    long ready,
    List<InvocationTimes> invocations) {

  /// The state of an execution environment.
  public enum State {
    /// Its runtime has not asked for an event yet.
    STARTING,
    /// It waits for an event.
    IDLE,
    /// It has an event, or has not yet asked for the next.
    BUSY,
    /// Its process has ended.
    ENDED
  }

  /// One invocation.
  ///
  /// @param requestId its id
  /// @param begun when the event was given
  /// @param answered when the answer's head came; 0 if none came
  /// @param ended when the answer ended; 0 before that
  public record InvocationTimes(String requestId, long begun, long answered, long ended) {}

  public EnvironmentTimeline {
    invocations = List.copyOf(invocations);
  }
}
