package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import java.util.ArrayList;
import java.util.List;

/// Joins surrogate pairs that a model splits across two events, each half as an escape. A lone half
/// cannot be encoded in UTF-8, and most readers would show two replacement characters. One instance
/// per answer; not thread-safe.
final class SurrogatePairJoiner {

  private String half = "";

  static boolean endsInHighSurrogate(String text) {
    return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
  }

  /// Returns the chunks, with a trailing half moved to the start of the next text.
  List<Chunk> join(List<Chunk> chunks) {
    // The usual case, checked first because every chunk passes here.
    if (half.isEmpty() && !isAnyCut(chunks)) {
      return chunks;
    }
    List<Chunk> joined = new ArrayList<>();
    for (Chunk chunk : chunks) {
      switch (chunk) {
        case Chunk.Text(String text) -> append(joined, half + text);
        case Chunk.Event _, Chunk.Frame _ -> joined.add(chunk);
      }
    }
    return joined;
  }

  /// A half whose other half never arrived.
  List<Chunk> rest() {
    List<Chunk> rest = half.isEmpty() ? List.of() : List.of(new Chunk.Text(half));
    half = "";
    return rest;
  }

  private void append(List<Chunk> joined, String text) {
    int end = endsInHighSurrogate(text) ? text.length() - 1 : text.length();
    half = text.substring(end);
    if (end > 0) {
      joined.add(new Chunk.Text(text.substring(0, end)));
    }
  }

  private static boolean isAnyCut(List<Chunk> chunks) {
    for (Chunk chunk : chunks) {
      if (chunk instanceof Chunk.Text(String text) && endsInHighSurrogate(text)) {
        return true;
      }
    }
    return false;
  }
}
