package dev.streambed.bench.figure;

import java.util.OptionalDouble;

/// One number that somebody wants to know.
///
/// @param label what it is, for a reader
/// @param value the number
/// @param unit what it counts
/// @param target what it must not exceed, if there is such a wish
public record Figure(String label, double value, Unit unit, OptionalDouble target) {

  /// A number without a target.
  public static Figure of(String label, double value, Unit unit) {
    return new Figure(label, value, unit, OptionalDouble.empty());
  }

  /// The same, with the most that it may be.
  public Figure within(double most) {
    return new Figure(label, value, unit, OptionalDouble.of(most));
  }

  /// Whether it reaches its target; one without a target does.
  public boolean isMet() {
    return target.isEmpty() || value <= target.getAsDouble();
  }

  String verdict() {
    if (target.isEmpty()) {
      return "";
    }
    return isMet() ? "met" : "missed by " + unit.show(value - target.getAsDouble());
  }
}
