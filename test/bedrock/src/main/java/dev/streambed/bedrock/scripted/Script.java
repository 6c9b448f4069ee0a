package dev.streambed.bedrock.scripted;

import java.time.Duration;

/// Length and speed of a made-up answer.
///
/// @param chunks how many; 0 for as many as the text has
/// @param interval between two chunks; zero for as fast as the caller reads
/// @param first until the first chunk
/// @param text the answer's text; empty for some sentences about streams that quote the prompt
/// @param size how many characters a chunk has; 0 for one word each
/// @param isStamped whether a chunk carries, instead, the time when it was sent: the value of
///   [System#nanoTime()], and a space
public record Script(
    int chunks, Duration interval, Duration first, String text, int size, boolean isStamped) {

  /// A reader's speed: thirty words a second after a moment's thought.
  public static final Script READABLE =
      new Script(0, Duration.ofSeconds(1).dividedBy(30), Duration.ofMillis(300), "", 0, false);

  /// As fast as the caller reads.
  public static final Script IMMEDIATE =
      READABLE.withInterval(Duration.ZERO).withFirst(Duration.ZERO);

  public Script withPieces(int changed) {
    return new Script(changed, interval, first, text, size, isStamped);
  }

  public Script withInterval(Duration changed) {
    return new Script(chunks, changed, first, text, size, isStamped);
  }

  public Script withFirst(Duration changed) {
    return new Script(chunks, interval, changed, text, size, isStamped);
  }

  public Script withText(String changed) {
    return new Script(chunks, interval, first, changed, size, isStamped);
  }

  public Script withSize(int changed) {
    return new Script(chunks, interval, first, text, changed, isStamped);
  }

  public Script stamped() {
    return new Script(chunks, interval, first, text, size, true);
  }
}
