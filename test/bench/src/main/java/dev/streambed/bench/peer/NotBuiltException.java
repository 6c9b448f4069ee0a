package dev.streambed.bench.peer;

import java.io.IOException;

/// A peer cannot be built on this machine.
final class NotBuiltException extends IOException {

  private static final long serialVersionUID = 1;

  private final String peer;

  NotBuiltException(String peer, String why) {
    super(why);
    this.peer = peer;
  }

  NotBuiltException(String peer, String why, Throwable cause) {
    super(why, cause);
    this.peer = peer;
  }

  String peer() {
    return peer;
  }
}
