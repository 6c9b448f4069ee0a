package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.Piece;
import java.util.ArrayList;
import java.util.List;

/// Joins characters that a model has cut in two: some send the halves of an emoji in two events,
/// each as an escape. A half that stands alone cannot be written in UTF-8, and most readers make
/// two wrong characters of the two. Of one answer, and of one thread.
final class WholeCharacters {

  private String half = "";

  static boolean endsInHalf(String text) {
    return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
  }

  /// The same pieces, but that a half at the end of a text comes with the next text.
  List<Piece> join(List<Piece> pieces) {
    // The usual case, on the way of every piece.
    if (half.isEmpty() && !isAnyCut(pieces)) {
      return pieces;
    }
    List<Piece> joined = new ArrayList<>();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Text(String text) -> append(joined, half + text);
        case Piece.Event _ -> joined.add(piece);
      }
    }
    return joined;
  }

  /// A half whose other one never came.
  List<Piece> rest() {
    List<Piece> rest = half.isEmpty() ? List.of() : List.of(new Piece.Text(half));
    half = "";
    return rest;
  }

  private void append(List<Piece> joined, String text) {
    int end = endsInHalf(text) ? text.length() - 1 : text.length();
    half = text.substring(end);
    if (end > 0) {
      joined.add(new Piece.Text(text.substring(0, end)));
    }
  }

  private static boolean isAnyCut(List<Piece> pieces) {
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Text(String text) && endsInHalf(text)) {
        return true;
      }
    }
    return false;
  }
}
