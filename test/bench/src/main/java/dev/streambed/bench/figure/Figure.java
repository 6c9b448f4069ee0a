package dev.streambed.bench.figure;

import java.util.OptionalDouble;

/// One measured number with its label.
///
/// @param label the label in the table
/// @param value the number
/// @param unit its unit
/// @param target the maximum that it should not exceed, if any
public record Figure(String label, double value, Unit unit, OptionalDouble target) {

  /// A number without a target.
  public static Figure of(String label, double value, Unit unit) {
    return new Figure(label, value, unit, OptionalDouble.empty());
  }

  /// The same figure with a target.
  public Figure within(double most) {
    return new Figure(label, value, unit, OptionalDouble.of(most));
  }

  /// Whether it meets its target, if it has one.
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
