package dev.streambed.bench.figure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The unit of a figure.
public enum Unit {
  MILLISECONDS("ms"),
  MICROSECONDS("µs"),
  MEBIBYTES("MB"),
  CHUNKS_PER_SECOND("chunks/s"),
  MEGABYTES_PER_SECOND("MB/s"),
  ANSWERS("answers"),
  MESSAGES("messages"),
  REQUESTS("requests"),
  REQUESTS_PER_SECOND("requests/s"),
  TIMES("×");

  private static final double LARGE = 100;
  private static final double MIDDLE = 10;

  private final String symbol;

  Unit(String symbol) {
    this.symbol = symbol;
  }

  /// The symbol in the table and in JSON.
  @JsonValue
  public String symbol() {
    return symbol;
  }

  /// A number with its unit, rounded for a reader.
  String show(double value) {
    double size = Math.abs(value);
    String number = size >= LARGE || isCount(value) ? "%.0f" : size >= MIDDLE ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, number, value) + " " + symbol;
  }

  private boolean isCount(double value) {
    return (this == ANSWERS || this == REQUESTS) && value == Math.rint(value);
  }
}
