package dev.streambed.runtimeapi;

/// Observes what a runtime sends. Called on the thread that serves the connection, so an
/// implementation must be thread-safe and fast. Connections are numbered from 1.
public interface WireTap {

  /// Observes nothing.
  WireTap NONE = new WireTap() {};

  /// The runtime opened a connection.
  default void opened(int connection) {}

  /// A request's head was read.
  ///
  /// @param path as sent, including the query
  default void request(int connection, String method, String path, Headers headers) {}

  /// A chunk of a request's body was announced; the last chunk has size 0.
  default void chunk(int connection, long size) {}

  /// The trailers of a chunked request were read, announced or not.
  default void trailers(int connection, Headers trailers) {}

  /// A response was sent.
  default void answered(int connection, int status) {}

  /// The connection ended.
  ///
  /// @param byRuntime whether the runtime closed it, rather than this server
  default void closed(int connection, boolean byRuntime) {}
}
