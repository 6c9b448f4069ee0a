package dev.streambed.gateway.domain;

import java.util.Optional;

/// Why an answer is to end before the model has ended it.
public enum StopCause {
  /// Its caller stopped it, and gets the end of the answer.
  STOPPED("stopped"),
  /// Its caller has gone.
  DISCONNECTED("disconnected");

  private final String wireName;

  StopCause(String word) {
    this.wireName = word;
  }

  /// Its name in tables.
  public String wireName() {
    return wireName;
  }

  /// The cause of this name.
  public static Optional<StopCause> of(String word) {
    for (StopCause cause : values()) {
      if (cause.wireName.equals(word)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }
}
