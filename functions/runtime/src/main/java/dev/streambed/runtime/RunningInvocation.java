package dev.streambed.runtime;

/// One invocation in the hands of a handler, and who may end it: the worker whose handler returns,
/// or another one when the deadline is too near. Thread-safe.
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

  /// When something must be done about the handler next, in epoch milliseconds: first it is
  /// interrupted, with half of the margin to end by itself, then its answer is taken away.
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

  /// Takes the right to end the invocation; only the first who asks gets it.
  synchronized boolean claim() {
    boolean first = !claimed;
    claimed = true;
    return first;
  }

  // A tenth of the time there is, so that a short timeout still leaves the handler most of it.
  private static long margin(long budgetMillis) {
    return Math.clamp(budgetMillis / 10, SHORTEST_MARGIN_MILLIS, LONGEST_MARGIN_MILLIS);
  }
}
