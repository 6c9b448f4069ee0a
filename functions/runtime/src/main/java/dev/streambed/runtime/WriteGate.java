package dev.streambed.runtime;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Lets one thread at a time write to an answer, and none once it is shut. Thread-safe.
///
/// The handler writes on one thread; when its deadline has passed, another one ends the answer.
final class WriteGate {

  private final ReentrantLock lock = new ReentrantLock();
  private boolean shut;

  /// Lets a writer in, who must [#leave] again.
  ///
  /// @throws IOException when the answer has ended
  void enter() throws IOException {
    lock.lock();
    if (shut) {
      lock.unlock();
      throw new IOException("the answer has ended");
    }
  }

  void leave() {
    lock.unlock();
  }

  /// Waits until no writer is inside, and lets none in any more.
  void shut() {
    lock.lock();
    try {
      shut = true;
    } finally {
      lock.unlock();
    }
  }

  /// The same, but gives up after a while: a writer whose reader is slow can stay inside for long.
  ///
  /// @return whether it is shut
  boolean shutWithin(long millis) {
    try {
      if (!lock.tryLock(millis, TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      shut = true;
      return true;
    } finally {
      lock.unlock();
    }
  }
}
