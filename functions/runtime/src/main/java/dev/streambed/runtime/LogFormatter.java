package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Formats log lines as text or JSON.
final class LogFormatter {

  private LogFormatter() {}

  static String plain(Entry entry) {
    StringBuilder line = new StringBuilder(128);
    if (entry.level() != LogLevel.UNDEFINED) {
      line.append('[').append(entry.level().name()).append("] ");
    }
    line.append(entry.message());
    if (entry.byRuntime() && entry.about() != null) {
      line.append(" (request ").append(entry.about().requestId()).append(')');
    }
    for (String cause : entry.stack()) {
      // On the same line, because Lambda turns every line into an event.
      line.append(' ').append(cause);
    }
    return line.toString();
  }

  static String json(long millis, Entry entry) {
    StringBuilder line = new StringBuilder(256).append('{');
    field(line, "timestamp", instant(millis));
    field(line.append(','), "level", entry.level().name());
    field(line.append(','), "message", entry.message());
    Invocation about = entry.about();
    if (about != null) {
      field(line.append(','), "AWSRequestId", about.requestId());
      if (!about.tenantId().isEmpty()) {
        field(line.append(','), "tenantId", about.tenantId());
      }
    }
    if (!entry.stack().isEmpty()) {
      stack(line, entry.stack());
    }
    return line.append('}').toString();
  }

  private static void stack(StringBuilder line, List<String> stack) {
    field(line.append(','), "errorType", stack.get(0));
    line.append(",\"stackTrace\":[");
    for (int at = 1; at < stack.size(); at++) {
      if (at > 1) {
        line.append(',');
      }
      JsonStringWriter.string(line, stack.get(at));
    }
    line.append(']');
  }

  private static void field(StringBuilder line, String name, String value) {
    line.append('"').append(name).append("\":");
    JsonStringWriter.string(line, value);
  }

  // Without DateTimeFormatter, which takes milliseconds to load in a cold start.
  private static String instant(long millis) {
    OffsetDateTime time = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(24);
    digits(text, time.getYear(), 1000).append('-');
    digits(text, time.getMonthValue(), 10).append('-');
    digits(text, time.getDayOfMonth(), 10).append('T');
    digits(text, time.getHour(), 10).append(':');
    digits(text, time.getMinute(), 10).append(':');
    digits(text, time.getSecond(), 10).append('.');
    return digits(text, time.getNano() / 1_000_000, 100).append('Z').toString();
  }

  private static StringBuilder digits(StringBuilder text, int number, int highest) {
    for (int place = highest; place > 0; place /= 10) {
      text.append((char) ('0' + number / place % 10));
    }
    return text;
  }

  /// One log entry.
  ///
  /// @param about the invocation, if any
  /// @param stack the failure, as formatted by [StackTraceLines]; empty for none
  /// @param byRuntime whether it is from the runtime, rather than the handler
  record Entry(
      LogLevel level,
      String message,
      @Nullable Invocation about,
      List<String> stack,
      boolean byRuntime) {}
}
