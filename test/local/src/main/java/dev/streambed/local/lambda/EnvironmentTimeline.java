package dev.streambed.local.lambda;

import java.util.List;

/// The history of one execution environment. Times are `System.nanoTime()`, which is the same clock
/// for every JVM on one machine.
///
/// @param pid the process id
/// @param function the function's name
/// @param version the function's version
/// @param state the current state
/// @param spawned when the process was started
/// @param ready when its runtime requested the first event; 0 before that
/// @param invocations its latest invocations, oldest first
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
    /// The runtime has not requested an event yet.
    STARTING,
    /// The runtime waits for an event.
    IDLE,
    /// The runtime has an event, or has not requested the next one yet.
    BUSY,
    /// The process has exited.
    ENDED
  }

  /// The times of one invocation.
  ///
  /// @param requestId the id of the invocation
  /// @param begun when the event was delivered
  /// @param answered when the response started; 0 if it did not
  /// @param ended when the response ended; 0 before that
  public record InvocationTimes(String requestId, long begun, long answered, long ended) {}

  public EnvironmentTimeline {
    invocations = List.copyOf(invocations);
  }
}
