package dev.streambed.bench.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The timestamps in the text of chunks.
final class ChunkTimestamps {

  // Digits, a space, and padding.
  private static final Pattern CHUNK = Pattern.compile("(\\d+) \\.*");
  private static final Pattern STAMP = Pattern.compile("\"" + CHUNK + "\"");

  private ChunkTimestamps() {}

  /// Finds the stamp in a JSON text.
  static OptionalLong find(String json) {
    Matcher found = STAMP.matcher(json);
    return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
  }

  /// Splits a text into the chunks that it was merged from.
  ///
  /// @throws IOException if it contains anything else
  static List<Long> parseMerged(String text) throws IOException {
    List<Long> stamps = new ArrayList<>();
    Matcher chunk = CHUNK.matcher(text);
    int at = 0;
    while (chunk.region(at, text.length()).lookingAt()) {
      stamps.add(Long.parseLong(chunk.group(1)));
      at = chunk.end();
    }
    if (at < text.length()) {
      throw new IOException("not a stamped piece: " + text.substring(at));
    }
    return stamps;
  }
}
