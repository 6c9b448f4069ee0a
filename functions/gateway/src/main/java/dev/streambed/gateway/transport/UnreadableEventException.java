package dev.streambed.gateway.transport;

/// Thrown for an event from the function itself that cannot be read. The invocation fails, Lambda
/// reports the failure, and the answer is then ended.
public final class UnreadableEventException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UnreadableEventException(String what) {
    super(what);
  }
}
