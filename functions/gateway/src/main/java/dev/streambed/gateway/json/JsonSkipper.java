package dev.streambed.gateway.json;

/// Skips a value while checking it.
public final class JsonSkipper {

  private final JsonCursor cursor;

  public JsonSkipper(JsonCursor cursor) {
    this.cursor = cursor;
  }

  /// Skips the next value.
  public void value() {
    int outside = cursor.depth();
    boolean hasMore = begin();
    while (cursor.depth() > outside) {
      hasMore = (hasMore || cursor.next()) && inContainer();
    }
  }

  private boolean inContainer() {
    if (cursor.isInObject()) {
      cursor.skipName();
    }
    return begin();
  }

  /// Skips a scalar, or opens a container.
  ///
  /// @return whether a container was opened
  private boolean begin() {
    int first = cursor.peek();
    switch (first) {
      case '{', '[' -> {
        return cursor.enter((char) first);
      }
      case '"' -> cursor.skipString();
      case 't' -> cursor.literal("true");
      case 'f' -> cursor.literal("false");
      case 'n' -> cursor.literal("null");
      default -> cursor.skipNumber();
    }
    return false;
  }
}
