package dev.streambed.local.tables;

/// A hook before a request to the tables is handled, for tests that make them slow or silent.
@FunctionalInterface
public interface RequestHook {

  /// Does nothing.
  RequestHook NONE = _ -> {};

  /// Runs on the request's own thread, and delays the request.
  ///
  /// @param operation for example `UpdateItem`
  void before(String operation) throws InterruptedException;
}
