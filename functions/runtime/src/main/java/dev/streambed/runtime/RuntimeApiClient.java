package dev.streambed.runtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A client that keeps its connection open between calls. Not thread-safe: one per worker.
final class RuntimeApiClient implements AutoCloseable {

  private final RuntimeApiEndpoint runtimeApiEndpoint;
  private @Nullable Connection kept;

  RuntimeApiClient(RuntimeApiEndpoint runtimeApiEndpoint) {
    this.runtimeApiEndpoint = runtimeApiEndpoint;
  }

  /// Connects before the first call.
  void open() throws IOException {
    kept = runtimeApiEndpoint.connect();
  }

  RuntimeApiResponse call(RuntimeApiRequest runtimeApiRequest) throws IOException {
    Connection connection = kept;
    kept = null;
    if (connection == null) {
      return call(runtimeApiEndpoint.connect(), runtimeApiRequest);
    }
    try {
      return call(connection, runtimeApiRequest);
    } catch (NoResponseException closedMeanwhile) {
      return call(runtimeApiEndpoint.connect(), runtimeApiRequest);
    }
  }

  @Override
  public void close() {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }

  private RuntimeApiResponse call(Connection connection, RuntimeApiRequest runtimeApiRequest)
      throws IOException {
    boolean keep = false;
    try {
      RuntimeApiResponse answer = connection.exchange(runtimeApiRequest);
      keep = answer.reusable();
      return answer;
    } finally {
      if (keep) {
        kept = connection;
      } else {
        connection.close();
      }
    }
  }
}
