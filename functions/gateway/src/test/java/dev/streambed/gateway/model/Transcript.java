package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.Piece;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a stream said from its beginning to its end.
///
/// @param silences how often nothing came for as long as was waited
/// @param end [Step.Ended], [Step.Failed] or [Step.Stopped]
record Transcript(List<Piece> pieces, int silences, Step end) {

  /// Reads a stream to its end.
  static Transcript of(PieceStream stream) throws InterruptedException {
    return of(stream, Duration.ofSeconds(10));
  }

  static Transcript of(PieceStream stream, Duration patience) throws InterruptedException {
    List<Piece> pieces = new ArrayList<>();
    int silences = 0;
    while (true) {
      Step step = stream.next(patience);
      switch (step) {
        case Step.Arrived(Piece piece) -> pieces.add(piece);
        case Step.Silence() -> silences++;
        case Step.Ended _, Step.Failed _, Step.Stopped() -> {
          return new Transcript(pieces, silences, step);
        }
      }
    }
  }

  /// The text of the answer.
  String text() {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append(piece instanceof Piece.Text(String content) ? content : "");
    }
    return text.toString();
  }

  /// How many pieces were text.
  long texts() {
    return pieces.stream().filter(Piece.Text.class::isInstance).count();
  }
}
