package dev.streambed.gateway.json;

import java.util.BitSet;

/// The containers that are open, and how many values there have been. A list of its own and not the
/// thread's stack, which no document can overflow so. Not thread-safe.
final class JsonNesting {

  private final BitSet objects = new BitSet();
  private int depth;
  private int values;

  /// How many containers are open.
  int depth() {
    return depth;
  }

  /// Whether the innermost open container is an object.
  boolean isInObject() {
    return depth > 0 && objects.get(depth);
  }

  /// What ends the innermost open container.
  char closing() {
    return isInObject() ? '}' : ']';
  }

  void open(char bracket, int offset) {
    depth++;
    JsonLimits.checkDepth(depth, offset);
    objects.set(depth, bracket == '{');
  }

  void close() {
    depth--;
  }

  /// A member or an element follows.
  void count(int offset) {
    values++;
    JsonLimits.checkValues(values, offset);
  }
}
