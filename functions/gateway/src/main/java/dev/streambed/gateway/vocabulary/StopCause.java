package dev.streambed.gateway.vocabulary;

import java.util.Optional;

/// Why an answer is to end before the model has ended it.
public enum StopCause {
  /// Its caller does not want the rest, and is told how it ended.
  STOPPED("stopped"),
  /// Its caller has gone, and nobody can be told.
  DISCONNECTED("disconnected");

  private final String word;

  StopCause(String word) {
    this.word = word;
  }

  /// Its name in tables.
  public String word() {
    return word;
  }

  /// The cause of this name.
  public static Optional<StopCause> of(String word) {
    for (StopCause cause : values()) {
      if (cause.word.equals(word)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }
}
