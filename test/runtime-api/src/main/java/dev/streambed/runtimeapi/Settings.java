package dev.streambed.runtimeapi;

/// What kind of environment this is.
///
/// @param snapStart whether `/restore/next` exists
/// @param workers how many invocations run at once (`AWS_LAMBDA_MAX_CONCURRENCY`), usually 1
/// @param bandwidth the pace of streamed answers
/// @param time what the pace is measured by
/// @param tap who watches the wire
public record Settings(
    boolean snapStart, int workers, Bandwidth bandwidth, Time time, WireTap tap) {

  public Settings {
    if (workers < 1) {
      throw new IllegalArgumentException("workers < 1: " + workers);
    }
  }

  /// An ordinary environment: one invocation at a time, Lambda's pace, nobody watching.
  public static Settings onDemand() {
    return new Settings(false, 1, Bandwidth.LAMBDA, Time.SYSTEM, WireTap.NONE);
  }

  public Settings withSnapStart() {
    return new Settings(true, workers, bandwidth, time, tap);
  }

  public Settings withWorkers(int workers) {
    return new Settings(snapStart, workers, bandwidth, time, tap);
  }

  public Settings withBandwidth(Bandwidth bandwidth, Time time) {
    return new Settings(snapStart, workers, bandwidth, time, tap);
  }

  public Settings withTap(WireTap tap) {
    return new Settings(snapStart, workers, bandwidth, time, tap);
  }
}
