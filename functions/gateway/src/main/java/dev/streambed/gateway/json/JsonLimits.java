package dev.streambed.gateway.json;

/// Limits on documents, far above any real request or response of a model.
final class JsonLimits {

  /// How deep containers may be nested.
  static final int DEPTH = 500;

  /// The most characters of a number. The longest exact decimal form of a `double` has 767 digits.
  static final int NUMBER = 1_000;

  /// The most members and elements in total, so that a tree of them fits into the function's
  /// memory.
  static final int VALUES = 250_000;

  /// The most members of a document whose members are looked up by name.
  static final int MEMBERS = 1_000;

  private JsonLimits() {}

  static void checkMembers(int members, int offset) {
    if (members > MEMBERS) {
      throw JsonException.limit("more than", MEMBERS, "members at its top level", offset);
    }
  }

  static void checkDepth(int depth, int offset) {
    if (depth > DEPTH) {
      throw JsonException.limit("more than", DEPTH, "levels", offset);
    }
  }

  static void checkNumber(int start, int end) {
    if (end - start > NUMBER) {
      throw JsonException.limit("a number of more than", NUMBER, "characters", start);
    }
  }

  static void checkValues(int values, int offset) {
    if (values > VALUES) {
      throw JsonException.limit("more than", VALUES, "members and elements", offset);
    }
  }
}
