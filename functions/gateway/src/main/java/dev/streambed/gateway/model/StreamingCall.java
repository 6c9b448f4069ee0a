package dev.streambed.gateway.model;

import java.time.Duration;
import java.util.Optional;

/// One attempt at a streamed answer: the bridge from the HTTP client's threads, which push, to the
/// thread that reads, which takes an event when it has written the one before.
///
/// [#poll] belongs to one thread; [#wake] and [#close] may be called from any.
interface StreamingCall extends AutoCloseable {

  /// The next signal, or nothing when none comes within the time.
  Optional<StreamSignal> poll(Duration timeout) throws InterruptedException;

  /// Has a thread that waits in [#poll] return at once.
  void wake();

  /// Aborts the call if it is still running.
  @Override
  void close();
}
