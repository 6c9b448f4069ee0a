package dev.streambed.local.tables;

/// What is to happen before a request to the tables is answered, for tests that make them slow or
/// silent.
@FunctionalInterface
public interface RequestHook {

  /// Nothing.
  RequestHook NONE = _ -> {};

  /// Happens on the request's own thread; the request waits for it.
  ///
  /// @param operation for example `UpdateItem`
  void before(String operation) throws InterruptedException;
}
