package dev.streambed.gateway.json;

/// Names with the same hash: `Aa` and `BB` have the same, and so have all texts made of equally
/// many of them.
final class HashCollisions {

  private HashCollisions() {}

  /// An object with two to the power of this many members.
  static String object(int power) {
    StringBuilder text = new StringBuilder("{");
    for (int number = 0; number < 1 << power; number++) {
      text.append(number == 0 ? "\"" : ",\"");
      for (int bit = 0; bit < power; bit++) {
        text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
      }
      text.append("\":0");
    }
    return text.append('}').toString();
  }
}
