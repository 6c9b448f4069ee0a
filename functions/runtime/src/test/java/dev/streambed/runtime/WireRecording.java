package dev.streambed.runtime;

import dev.streambed.runtimeapi.Headers;
import dev.streambed.runtimeapi.WireTap;
import java.util.ArrayList;
import java.util.List;

/// Records what a runtime sends, request by request. Thread-safe.
final class WireRecording implements WireTap {

  private static final long TIMEOUT_MILLIS = 10_000;

  private final List<Request> requests = new ArrayList<>();
  private final List<Integer> opened = new ArrayList<>();
  private final List<Integer> closedByRuntime = new ArrayList<>();

  /// One request and its result.
  static final class Request {
    final int connection;
    final String line;
    final Headers headers;
    final List<Long> chunks = new ArrayList<>();
    final List<Headers.Line> trailers = new ArrayList<>();
    int status;

    Request(int connection, String line, Headers headers) {
      this.connection = connection;
      this.line = line;
      this.headers = headers;
    }
  }

  @Override
  public synchronized void opened(int connection) {
    opened.add(connection);
  }

  @Override
  public synchronized void request(int connection, String method, String path, Headers headers) {
    requests.add(new Request(connection, method + " " + path, headers));
    notifyAll();
  }

  @Override
  public synchronized void chunk(int connection, long size) {
    latest(connection).chunks.add(size);
    notifyAll();
  }

  @Override
  public synchronized void trailers(int connection, Headers trailers) {
    latest(connection).trailers.addAll(trailers.lines());
  }

  @Override
  public synchronized void answered(int connection, int status) {
    latest(connection).status = status;
    notifyAll();
  }

  @Override
  public synchronized void closed(int connection, boolean byRuntime) {
    if (byRuntime) {
      closedByRuntime.add(connection);
    }
    notifyAll();
  }

  /// The first request of this method and path ending, once it was answered.
  synchronized Request answered(String method, String ending) throws InterruptedException {
    return answered(method, ending, 0);
  }

  /// Like [#answered(String, String)], but skips the first matches.
  synchronized Request answered(String method, String ending, int skip)
      throws InterruptedException {
    long end = System.currentTimeMillis() + TIMEOUT_MILLIS;
    while (System.currentTimeMillis() < end) {
      List<Request> found = all(method, ending);
      if (found.size() > skip && found.get(skip).status > 0) {
        return found.get(skip);
      }
      wait(100);
    }
    throw new AssertionError("no answered request: " + method + " ..." + ending);
  }

  synchronized List<Request> all(String method, String ending) {
    List<Request> found = new ArrayList<>();
    for (Request request : requests) {
      if (request.line.startsWith(method + " ") && request.line.endsWith(ending)) {
        found.add(request);
      }
    }
    return found;
  }

  synchronized void awaitClosedByRuntime(int connection) throws InterruptedException {
    long end = System.currentTimeMillis() + TIMEOUT_MILLIS;
    while (!closedByRuntime.contains(connection)) {
      if (System.currentTimeMillis() >= end) {
        throw new AssertionError("the runtime did not close connection " + connection);
      }
      wait(100);
    }
  }

  synchronized void awaitConnections(int count) throws InterruptedException {
    long end = System.currentTimeMillis() + TIMEOUT_MILLIS;
    while (opened.size() < count) {
      if (System.currentTimeMillis() >= end) {
        throw new AssertionError("the runtime opened only " + opened.size() + " connections");
      }
      wait(100);
    }
  }

  synchronized int connections() {
    return opened.size();
  }

  private Request latest(int connection) {
    for (int at = requests.size() - 1; at >= 0; at--) {
      if (requests.get(at).connection == connection) {
        return requests.get(at);
      }
    }
    throw new IllegalStateException("no request on connection " + connection);
  }
}
