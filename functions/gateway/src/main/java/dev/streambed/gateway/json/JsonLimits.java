package dev.streambed.gateway.json;

/// How much of everything a document may have. No request or answer of a model comes near.
final class JsonLimits {

  /// How deep containers may be nested.
  static final int DEPTH = 500;

  /// How many characters a number may have. The longest that a `double` can mean exactly has 767
  /// digits.
  static final int NUMBER = 1_000;

  /// How many members and elements there may be in all: what a tree of them takes must fit into the
  /// function.
  static final int VALUES = 250_000;

  /// How many members a document may have whose members are asked for by their names.
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
