package dev.streambed.runtime;

import java.util.ArrayList;
import java.util.List;

/// Formats an exception as lines without messages: its type, its stack trace, and its causes.
final class StackTraceLines {

  private static final int DEEPEST = 30;
  private static final int MOST_CAUSES = 5;

  private StackTraceLines() {}

  /// The first line is the type.
  static List<String> of(Throwable thrown) {
    List<String> lines = new ArrayList<>();
    lines.add(thrown.getClass().getName());
    frames(lines, thrown);
    Throwable cause = thrown.getCause();
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      lines.add("caused by " + cause.getClass().getName());
      frames(lines, cause);
      cause = cause.getCause();
    }
    return lines;
  }

  private static void frames(List<String> lines, Throwable thrown) {
    StackTraceElement[] frames = thrown.getStackTrace();
    for (int at = 0; at < Math.min(frames.length, DEEPEST); at++) {
      lines.add("at " + frames[at]);
    }
  }
}
