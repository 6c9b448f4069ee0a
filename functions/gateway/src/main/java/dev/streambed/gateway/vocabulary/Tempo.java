package dev.streambed.gateway.vocabulary;

import java.time.Duration;

/// How a streamed answer came.
///
/// @param pieces how many were handed on to the caller
/// @param firstPiece from the admission to the first of them; zero while there is none
public record Tempo(long pieces, Duration firstPiece) {

  /// Of an answer of which no piece was seen.
  public static final Tempo NONE = new Tempo(0, Duration.ZERO);
}
