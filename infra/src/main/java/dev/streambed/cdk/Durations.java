package dev.streambed.cdk;

import java.time.Duration;

/** CDK's durations as those of Java. */
final class Durations {
  private Durations() {}

  static Duration of(software.amazon.awscdk.Duration time) {
    return Duration.ofMillis(time.toMilliseconds().longValue());
  }
}
