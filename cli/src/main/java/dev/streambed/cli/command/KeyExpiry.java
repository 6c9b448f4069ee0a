package dev.streambed.cli.command;

import java.time.Instant;
import java.util.Optional;

/// What the end of a key may be.
final class KeyExpiry {

  // 9999-12-31; a column wide enough for what people mean, and far from where arithmetic ends.
  private static final Instant LATEST = Instant.ofEpochSecond(253_402_300_799L);

  private KeyExpiry() {}

  /// @param option whose value it is
  static void checkFuture(String option, Optional<Instant> end, Instant now, StackOptions place) {
    if (end.filter(instant -> !instant.isAfter(now)).isPresent()) {
      throw place.usageError(option + " is in the past: " + TimeFormat.second(end.get()));
    }
    if (end.filter(instant -> instant.isAfter(LATEST)).isPresent()) {
      throw place.usageError(option + " is too far away: write never");
    }
  }
}
