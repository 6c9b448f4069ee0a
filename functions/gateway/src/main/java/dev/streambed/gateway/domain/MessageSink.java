package dev.streambed.gateway.domain;

/// The way of messages to one client that is connected. Of one thread at a time.
@FunctionalInterface
public interface MessageSink {

  /// Posts one message and waits until it is on its way. Does not fail: what may pass is tried
  /// again.
  ///
  /// @param json at most 128 KB
  /// @return whether it went; after `false` the client cannot be reached any more
  boolean post(String json);
}
