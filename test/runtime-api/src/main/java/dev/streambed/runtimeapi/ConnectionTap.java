package dev.streambed.runtimeapi;

/// A [WireTap] for one connection.
record ConnectionTap(WireTap tap, int connection) {

  void opened() {
    tap.opened(connection);
  }

  void request(RequestHead head) {
    tap.request(connection, head.method(), head.path(), head.headers());
  }

  void chunk(long size) {
    tap.chunk(connection, size);
  }

  void trailers(Headers trailers) {
    tap.trailers(connection, trailers);
  }

  void answered(int status) {
    tap.answered(connection, status);
  }

  void closed(boolean byRuntime) {
    tap.closed(connection, byRuntime);
  }
}
