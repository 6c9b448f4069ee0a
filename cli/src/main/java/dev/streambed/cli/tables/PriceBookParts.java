package dev.streambed.cli.tables;

import java.util.ArrayList;
import java.util.List;

/// Takes a book apart, because an item holds 400 KB at most.
public final class PriceBookParts {

  /// How many a transaction takes: it holds 4 MB.
  public static final int MAX_PARTS = 11;

  private static final int LARGEST = 350_000;

  private PriceBookParts() {}

  /// The text in order, in parts of at most 350 KB of UTF-8.
  public static List<String> split(String json) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int bytes = 0;
    int at = 0;
    while (at < json.length()) {
      int point = json.codePointAt(at);
      int length = utf8Length(point);
      if (bytes + length > LARGEST) {
        parts.add(json.substring(from, at));
        from = at;
        bytes = 0;
      }
      bytes += length;
      at += Character.charCount(point);
    }
    parts.add(json.substring(from));
    return parts;
  }

  private static int utf8Length(int point) {
    if (point < 0x80) {
      return 1;
    }
    if (point < 0x800) {
      return 2;
    }
    return point < 0x10000 ? 3 : 4;
  }
}
