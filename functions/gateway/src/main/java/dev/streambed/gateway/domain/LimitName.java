package dev.streambed.gateway.domain;

/// The name of a limit.
public interface LimitName {

  /// Its name in the table `customers`, in error objects, in log lines and in metrics.
  String wireName();
}
