package dev.streambed.gateway.domain;

import java.util.Optional;

/// Why an answer is ended before the model has finished it.
public enum StopCause {
  /// The caller stopped it. The caller still gets the end of the answer.
  STOPPED("stopped"),
  /// The caller has disconnected.
  DISCONNECTED("disconnected");

  private final String wireName;

  StopCause(String word) {
    this.wireName = word;
  }

  /// The name in tables.
  public String wireName() {
    return wireName;
  }

  /// The cause with this name in tables.
  public static Optional<StopCause> of(String word) {
    for (StopCause cause : values()) {
      if (cause.wireName.equals(word)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }
}
