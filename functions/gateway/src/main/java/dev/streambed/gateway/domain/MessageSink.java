package dev.streambed.gateway.domain;

/// Sends messages to one connected client. One thread at a time.
@FunctionalInterface
public interface MessageSink {

  /// Posts one message and waits until it is accepted. Does not throw; temporary failures are
  /// retried.
  ///
  /// @param json the message, at most 128 KB
  /// @return whether it was accepted; after `false` the client can no longer be reached
  boolean post(String json);
}
