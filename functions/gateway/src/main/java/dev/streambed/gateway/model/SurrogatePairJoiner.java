package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import java.util.ArrayList;
import java.util.List;

/// Joins characters that a model has cut in two: some send the halves of an emoji in two events,
/// each as an escape. A half that stands alone cannot be written in UTF-8, and most readers make
/// two wrong characters of the two. Of one answer, and of one thread.
final class SurrogatePairJoiner {

  private String half = "";

  static boolean endsInHighSurrogate(String text) {
    return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
  }

  /// The same chunks, but that a half at the end of a text comes with the next text.
  List<Chunk> join(List<Chunk> pieces) {
    // The usual case, on the way of every chunk.
    if (half.isEmpty() && !isAnyCut(pieces)) {
      return pieces;
    }
    List<Chunk> joined = new ArrayList<>();
    for (Chunk chunk : pieces) {
      switch (chunk) {
        case Chunk.Text(String text) -> append(joined, half + text);
        case Chunk.Event _, Chunk.Frame _ -> joined.add(chunk);
      }
    }
    return joined;
  }

  /// A half whose other one never came.
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

  private static boolean isAnyCut(List<Chunk> pieces) {
    for (Chunk chunk : pieces) {
      if (chunk instanceof Chunk.Text(String text) && endsInHighSurrogate(text)) {
        return true;
      }
    }
    return false;
  }
}
