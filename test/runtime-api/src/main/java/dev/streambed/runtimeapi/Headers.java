package dev.streambed.runtimeapi;

import java.util.List;

/// The header or trailer lines of one message, in order.
public record Headers(List<Line> lines) {

  /// One line, with the name as it was sent.
  public record Line(String name, String value) {}

  public Headers {
    lines = List.copyOf(lines);
  }

  /// The first value of this name, case-insensitive, or an empty string.
  public String first(String name) {
    for (Line line : lines) {
      if (line.name().equalsIgnoreCase(name)) {
        return line.value();
      }
    }
    return "";
  }

  /// Whether a comma-separated header of this name has this element, both case-insensitive.
  public boolean lists(String name, String element) {
    for (Line line : lines) {
      if (line.name().equalsIgnoreCase(name) && hasElement(line.value(), element)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasElement(String value, String element) {
    for (String part : value.split(",", -1)) {
      if (part.strip().equalsIgnoreCase(element)) {
        return true;
      }
    }
    return false;
  }
}
