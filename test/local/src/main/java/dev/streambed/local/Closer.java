package dev.streambed.local;

import java.util.ArrayDeque;
import java.util.Deque;

/// Closes the resources of a stack, the latest first. Thread-safe: a signal may come while things
/// are still added.
final class Closer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("dev.streambed.local");

  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private boolean closed;

  /// Remembers a resource; closes it at once when the stack has been closed already.
  synchronized <T extends AutoCloseable> T add(T resource) {
    if (closed) {
      close(resource);
    } else {
      resources.push(resource);
    }
    return resource;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!resources.isEmpty()) {
      close(resources.pop());
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception failed) {
      // The others must be closed as well: what stays open would outlive the stack.
      LOG.log(System.Logger.Level.WARNING, "not closed", failed);
    }
  }
}
