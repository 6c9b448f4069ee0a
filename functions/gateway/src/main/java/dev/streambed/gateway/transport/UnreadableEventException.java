package dev.streambed.gateway.transport;

/// Makes an invocation fail whose event is of our own making and cannot be read. Lambda tells of
/// that invocation, and what it was about is ended.
public final class UnreadableEventException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UnreadableEventException(String what) {
    super(what);
  }
}
