package dev.streambed.gateway.domain;

/// A limit, by its name.
public interface LimitName {

  /// Its name in the table `customers`, in error objects, in log lines and in metrics.
  String wireName();
}
