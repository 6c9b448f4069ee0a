package dev.streambed.runtimeapi;

/// The properties of an environment.
///
/// @param snapStart whether `/restore/next` exists
/// @param workers the number of concurrent invocations (`AWS_LAMBDA_MAX_CONCURRENCY`), usually 1
/// @param bandwidth the bandwidth of streamed responses
/// @param monotonicClock measures the bandwidth
/// @param tap observes the connections
public record RuntimeApiSettings(
    boolean snapStart,
    int workers,
    Bandwidth bandwidth,
    MonotonicClock monotonicClock,
    WireTap tap) {

  public RuntimeApiSettings {
    if (workers < 1) {
      throw new IllegalArgumentException("workers < 1: " + workers);
    }
  }

  /// An ordinary environment: one invocation at a time, Lambda's bandwidth, no observer.
  public static RuntimeApiSettings onDemand() {
    return new RuntimeApiSettings(false, 1, Bandwidth.LAMBDA, MonotonicClock.SYSTEM, WireTap.NONE);
  }

  public RuntimeApiSettings withSnapStart() {
    return new RuntimeApiSettings(true, workers, bandwidth, monotonicClock, tap);
  }

  public RuntimeApiSettings withWorkers(int workers) {
    return new RuntimeApiSettings(snapStart, workers, bandwidth, monotonicClock, tap);
  }

  public RuntimeApiSettings withBandwidth(Bandwidth bandwidth, MonotonicClock monotonicClock) {
    return new RuntimeApiSettings(snapStart, workers, bandwidth, monotonicClock, tap);
  }

  public RuntimeApiSettings withTap(WireTap tap) {
    return new RuntimeApiSettings(snapStart, workers, bandwidth, monotonicClock, tap);
  }
}
