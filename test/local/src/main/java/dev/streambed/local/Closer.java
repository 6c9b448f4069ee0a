package dev.streambed.local;

import java.util.ArrayDeque;
import java.util.Deque;

/// Closes the resources of a stack in reverse order. Thread-safe: a signal may arrive while
/// resources are added.
final class Closer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("dev.streambed.local");

  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private boolean closed;

  /// Registers a resource. Closes it immediately if this is closed already.
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
      // The remaining resources must be closed as well; otherwise they would outlive the stack.
      LOG.log(System.Logger.Level.WARNING, "not closed", failed);
    }
  }
}
