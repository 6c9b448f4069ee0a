package dev.streambed.bedrock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The requests that an endpoint has received, the last thousand, or fewer when their bodies are
/// large. Thread-safe.
public final class ReceivedRequests {

  private static final int MAX_REQUESTS = 1_000;
  private static final long MAX_BYTES = 64L * 1024 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Deque<ReceivedRequest> requests = new ArrayDeque<>();
  private long bytes;
  private int count;

  ReceivedRequests() {}

  /// The requests that are remembered, oldest first.
  public List<ReceivedRequest> all() {
    lock.lock();
    try {
      return List.copyOf(requests);
    } finally {
      lock.unlock();
    }
  }

  /// How many requests came since the start or the last [#clear()], remembered or not.
  public int count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the n-th request since the start or the last [#clear()].
  ///
  /// @param number 1 for the first; it must not be forgotten yet
  /// @throws TimeoutException when it takes longer
  /// @throws IllegalStateException when it is forgotten already
  public ReceivedRequest await(int number, Duration timeout)
      throws InterruptedException, TimeoutException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (count < number) {
        if (left <= 0) {
          throw new TimeoutException("request " + number + " did not come; there were " + count);
        }
        left = added.awaitNanos(left);
      }
      return remembered(number);
    } finally {
      lock.unlock();
    }
  }

  private ReceivedRequest remembered(int number) {
    int forgotten = count - requests.size();
    if (number <= forgotten) {
      throw new IllegalStateException(
          "request " + number + " is forgotten; the oldest is " + (forgotten + 1));
    }
    return List.copyOf(requests).get(number - forgotten - 1);
  }

  /// Forgets all requests and counts anew.
  public void clear() {
    lock.lock();
    try {
      requests.clear();
      bytes = 0;
      count = 0;
    } finally {
      lock.unlock();
    }
  }

  void add(ReceivedRequest request) {
    lock.lock();
    try {
      requests.addLast(request);
      bytes += request.rawBody().length;
      count++;
      while (requests.size() > MAX_REQUESTS || (bytes > MAX_BYTES && requests.size() > 1)) {
        bytes -= requests.removeFirst().rawBody().length;
      }
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
