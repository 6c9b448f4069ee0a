package dev.streambed.gateway.aws;

import java.time.Duration;

/// Tells a service that says nothing from a process that gets no processor time: by the clock alone
/// both look the same. Not thread-safe.
///
/// It looks twice a second. The time between two looks counts as the service's silence when this
/// process was idle in it: then the look came on time, and next to no processor time was used. A
/// process that was stopped or crowded out is late, and that time does not count. One that was on
/// time and at work may have been short of processor time, or be busy with an answer that streams;
/// a quarter of that time counts.
final class SilenceTimer {

  static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

  private static final long LATE_NANOS = 50_000_000;

  /// Of the half second; the unit of measurement.
  private static final long IDLE_MILLIS = 10;

  /// In six seconds even a thread that gets a fiftieth of a processor has read an answer.
  private static final long PART_AT_WORK = 4;

  enum Finding {
    /// There is no telling yet.
    WAIT,
    /// The service says nothing.
    NO_ANSWER,
    /// There is no more time to find out.
    NO_TIME
  }

  private final long begun;
  private final long silenceNanos;
  private final long longestNanos;
  private long silentNanos;
  private long lastLook;
  private long lastUsedMillis = -1;

  /// @param begun when the request was, by [System#nanoTime]
  /// @param silence how long a service may say nothing
  /// @param longest how long to wait at most, whatever the reason
  SilenceTimer(long begun, Duration silence, Duration longest) {
    this.begun = begun;
    this.silenceNanos = silence.toNanos();
    this.longestNanos = longest.toNanos();
    this.lastLook = begun;
  }

  /// Looks.
  ///
  /// @param now by [System#nanoTime]
  /// @param usedMillis processor time of this process so far
  Finding check(long now, long usedMillis) {
    silentNanos += silent(now, usedMillis);
    lastLook = now;
    lastUsedMillis = usedMillis;
    if (silentNanos >= silenceNanos) {
      return Finding.NO_ANSWER;
    }
    return now - begun >= longestNanos ? Finding.NO_TIME : Finding.WAIT;
  }

  /// When to look next, from now on.
  Duration untilNextCheck(long now) {
    long left = longestNanos - (now - begun);
    return Duration.ofNanos(Math.clamp(left, 0, CHECK_INTERVAL.toNanos()));
  }

  // What the request itself took to begin is not measured: the first look only sets the mark.
  private long silent(long now, long usedMillis) {
    long since = now - lastLook;
    if (lastUsedMillis < 0 || since > CHECK_INTERVAL.toNanos() + LATE_NANOS) {
      return 0;
    }
    return usedMillis - lastUsedMillis <= IDLE_MILLIS ? since : since / PART_AT_WORK;
  }
}
