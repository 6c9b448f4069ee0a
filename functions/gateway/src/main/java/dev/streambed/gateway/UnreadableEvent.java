package dev.streambed.gateway;

/// Makes an invocation fail whose event is of our own making and cannot be read. Lambda tells of
/// that invocation, and what it was about is ended.
final class UnreadableEvent extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreadableEvent(String what) {
    super(what);
  }
}
