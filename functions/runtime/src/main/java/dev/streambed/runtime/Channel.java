package dev.streambed.runtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A connection that is kept between calls and opened when needed. Not thread-safe: one per worker.
final class Channel implements AutoCloseable {

  private final Endpoint endpoint;
  private @Nullable Connection kept;

  Channel(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /// Connects ahead of the first call.
  void open() throws IOException {
    kept = endpoint.connect();
  }

  HttpAnswer call(Call call) throws IOException {
    Connection connection = kept;
    kept = null;
    if (connection == null) {
      return call(endpoint.connect(), call);
    }
    try {
      return call(connection, call);
    } catch (NoAnswer closedMeanwhile) {
      return call(endpoint.connect(), call);
    }
  }

  @Override
  public void close() {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }

  private HttpAnswer call(Connection connection, Call call) throws IOException {
    boolean keep = false;
    try {
      HttpAnswer answer = connection.exchange(call);
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
