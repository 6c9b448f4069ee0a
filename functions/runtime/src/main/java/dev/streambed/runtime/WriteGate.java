package dev.streambed.runtime;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Admits one thread at a time to write to a response, and none once it is shut. Thread-safe.
///
/// The handler writes on one thread; after its deadline, another thread ends the response.
final class WriteGate {

  private final ReentrantLock lock = new ReentrantLock();
  private boolean shut;

  /// Enters the gate. The writer must call [#leave] afterwards.
  ///
  /// @throws IOException when the response has ended
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

  /// Waits until no writer is inside, and then admits no more.
  void shut() {
    lock.lock();
    try {
      shut = true;
    } finally {
      lock.unlock();
    }
  }

  /// Like [#shut] with a timeout: a writer with a slow reader can stay inside for long.
  ///
  /// @return whether the gate is shut
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
