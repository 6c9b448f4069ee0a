package dev.streambed.gateway.aws;

import java.time.Duration;

/// Distinguishes a service that is silent from a process that gets no CPU time: by the clock alone
/// they look the same. Not thread-safe.
///
/// It checks twice a second. The time between two checks counts as the service's silence when this
/// process was idle: the check was on time, and almost no CPU time was used. A late check means
/// that the process was stopped or starved, and that time does not count. When the check was on
/// time but the process was busy, it may have been short of CPU time, or streaming an answer; a
/// quarter of that time counts.
final class SilenceTimer {

  static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

  private static final long LATE_NANOS = 50_000_000;

  /// The most CPU time of an idle half second, which is the resolution of the measurement.
  private static final long IDLE_MILLIS = 10;

  /// The divisor for busy time. In the resulting six seconds, even a thread with a fiftieth of a
  /// CPU has read a response.
  private static final long BUSY_DIVISOR = 4;

  enum Finding {
    /// Not decided yet.
    WAIT,
    /// The service is silent.
    NO_ANSWER,
    /// The time ran out before it could be decided.
    NO_TIME
  }

  private final long begun;
  private final long silenceNanos;
  private final long longestNanos;
  private long silentNanos;
  private long lastCheck;
  private long lastUsedMillis = -1;

  /// @param begun when the request started, by [System#nanoTime]
  /// @param silence how long a service may be silent
  /// @param longest the longest wait, whatever the reason
  SilenceTimer(long begun, Duration silence, Duration longest) {
    this.begun = begun;
    this.silenceNanos = silence.toNanos();
    this.longestNanos = longest.toNanos();
    this.lastCheck = begun;
  }

  /// Checks the request.
  ///
  /// @param now the time, by [System#nanoTime]
  /// @param usedMillis the CPU time of this process so far
  Finding check(long now, long usedMillis) {
    silentNanos += silent(now, usedMillis);
    lastCheck = now;
    lastUsedMillis = usedMillis;
    if (silentNanos >= silenceNanos) {
      return Finding.NO_ANSWER;
    }
    return now - begun >= longestNanos ? Finding.NO_TIME : Finding.WAIT;
  }

  /// How long to wait until the next check.
  Duration untilNextCheck(long now) {
    long left = longestNanos - (now - begun);
    return Duration.ofNanos(Math.clamp(left, 0, CHECK_INTERVAL.toNanos()));
  }

  // The start of the request itself is not measured: the first check only sets the reference.
  private long silent(long now, long usedMillis) {
    long since = now - lastCheck;
    if (lastUsedMillis < 0 || since > CHECK_INTERVAL.toNanos() + LATE_NANOS) {
      return 0;
    }
    return usedMillis - lastUsedMillis <= IDLE_MILLIS ? since : since / BUSY_DIVISOR;
  }
}
