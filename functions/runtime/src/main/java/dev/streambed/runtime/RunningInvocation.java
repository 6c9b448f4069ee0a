package dev.streambed.runtime;

/// One invocation that a handler is processing. It is ended either by the worker whose handler
/// returns, or by another one near the deadline. Thread-safe.
final class RunningInvocation {

  private static final long LONGEST_MARGIN_MILLIS = 1000;
  private static final long SHORTEST_MARGIN_MILLIS = 50;

  private final Invocation invocation;
  private final InvocationResponse invocationResponse;
  private final Thread handling;
  private final long marginMillis;
  private boolean interrupted;
  private boolean claimed;

  RunningInvocation(
      Invocation invocation,
      InvocationResponse invocationResponse,
      Thread handling,
      long nowMillis) {
    this.invocation = invocation;
    this.invocationResponse = invocationResponse;
    this.handling = handling;
    this.marginMillis = margin(invocation.deadlineMillis() - nowMillis);
  }

  Invocation invocation() {
    return invocation;
  }

  InvocationResponse answer() {
    return invocationResponse;
  }

  boolean hasDeadline() {
    return invocation.deadlineMillis() != Invocation.NO_DEADLINE;
  }

  /// The time of the next action against the handler, in epoch milliseconds: first it is
  /// interrupted, with half of the margin left to end by itself, then its response is ended without
  /// it.
  synchronized long alarmMillis() {
    return invocation.deadlineMillis() - (interrupted ? marginMillis / 2 : marginMillis);
  }

  synchronized boolean isInterrupted() {
    return interrupted;
  }

  /// Interrupts the handler, unless it has returned.
  synchronized void interrupt() {
    interrupted = true;
    if (!claimed) {
      handling.interrupt();
    }
  }

  /// Claims the right to end the invocation. Only the first call returns true.
  synchronized boolean claim() {
    boolean first = !claimed;
    claimed = true;
    return first;
  }

  // A tenth of the available time, so that a short timeout still leaves most of it to the handler.
  private static long margin(long budgetMillis) {
    return Math.clamp(budgetMillis / 10, SHORTEST_MARGIN_MILLIS, LONGEST_MARGIN_MILLIS);
  }
}
