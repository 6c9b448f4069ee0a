package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes log lines in the format of AWS's own Java runtime, one event per line: text, or JSON if
/// the function's log format is JSON. Thread-safe.
final class Log {

  private final OutputStream out;
  private final MillisClock millisClock;
  private final boolean json;
  private final String minimum;

  /// Creates a log.
  ///
  /// @param format `JSON`, or anything else for text
  /// @param minimum the lowest level that is logged, or an empty string for all
  Log(OutputStream out, MillisClock millisClock, String format, String minimum) {
    this.out = out;
    this.millisClock = millisClock;
    this.json = format.equalsIgnoreCase("JSON");
    this.minimum = minimum;
  }

  /// Writes a message of the handler.
  void ofHandler(LogLevel level, String message, Invocation invocation) {
    write(new LogFormatter.Entry(level, message, invocation, List.of(), false));
  }

  /// Writes bytes from a handler unchanged.
  void ofHandler(LogLevel level, byte[] message) {
    if (isEnabled(level)) {
      line(message);
    }
  }

  /// Writes a message of the runtime.
  void notice(LogLevel level, String message, @Nullable Invocation about) {
    write(new LogFormatter.Entry(level, message, about, List.of(), true));
  }

  /// Writes the type and location of a failure, but never an exception's message: it may quote a
  /// secret.
  void failure(String message, Throwable thrown, @Nullable Invocation about) {
    write(new LogFormatter.Entry(LogLevel.ERROR, message, about, StackTraceLines.of(thrown), true));
  }

  private void write(LogFormatter.Entry entry) {
    if (isEnabled(entry.level())) {
      String text =
          json ? LogFormatter.json(millisClock.millis(), entry) : LogFormatter.plain(entry);
      line(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private boolean isEnabled(LogLevel level) {
    if (minimum.isEmpty() || level == LogLevel.UNDEFINED) {
      return true;
    }
    for (LogLevel known : LogLevel.values()) {
      if (known.name().equalsIgnoreCase(minimum)) {
        return level.compareTo(known) >= 0;
      }
    }
    return true;
  }

  // A single write, so that lines of several threads are not interleaved.
  private void line(byte[] text) {
    boolean ended = text.length > 0 && text[text.length - 1] == '\n';
    byte[] line = text;
    if (!ended) {
      line = Arrays.copyOf(text, text.length + 1);
      line[text.length] = '\n';
    }
    try {
      synchronized (out) {
        out.write(line);
        out.flush();
      }
    } catch (IOException _) {
      // There is nowhere else to report it, and no invocation should fail because of it.
    }
  }
}
