package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.Piece;
import dev.streambed.gateway.vocabulary.Usage;
import java.util.Optional;

/// What an answer has used: Bedrock's numbers when they have come, and what there is to guess from
/// until then. Of one thread.
final class Meter {

  private static final int CHARACTERS_PER_TOKEN = 4;

  private final long promptCharacters;
  private Optional<Usage.Counted> prompt = Optional.empty();
  private long characters;
  private long pieces;
  private long cacheWrite1h;
  private String serviceTier = "";
  private Usage counted = new Usage.Unknown();

  /// @param promptCharacters how long the body is that was sent
  Meter(long promptCharacters) {
    this.promptCharacters = promptCharacters;
  }

  void add(MeteredReading metered) {
    Reading reading = metered.reading();
    for (Piece piece : reading.pieces()) {
      pieces++;
      characters += piece instanceof Piece.Text(String text) ? text.length() : 0;
    }
    prompt = reading.prompt().or(() -> prompt);
    cacheWrite1h = Math.max(cacheWrite1h, metered.cacheWrite1h());
    counted = metered.usage() instanceof Usage.Counted counts ? counts : counted;
  }

  /// @param tier Bedrock's word for the tier that serves the answer
  void serve(String tier) {
    serviceTier = tier;
  }

  /// Bedrock's numbers, or unknown.
  Usage counted() {
    return counted instanceof Usage.Counted counts ? completed(counts) : counted;
  }

  boolean hasCounted() {
    return counted instanceof Usage.Counted;
  }

  /// A guess from what was seen. Models write a token or more at a time, so that there are no fewer
  /// tokens than pieces; of a piece that is no text nothing more can be told.
  Usage estimate(String reason) {
    Usage.Counted counts =
        prompt.orElseGet(() -> new Usage.Counted(tokens(promptCharacters), 0, 0, 0));
    long output = Math.max(pieces, tokens(characters));
    return new Usage.Estimated(completed(counts.withOutput(output)), reason);
  }

  private Usage.Counted completed(Usage.Counted counts) {
    return counts
        .withCacheWrite1h(Math.min(cacheWrite1h, counts.cacheWrite()))
        .withServiceTier(serviceTier);
  }

  private static long tokens(long characters) {
    return Math.ceilDiv(characters, CHARACTERS_PER_TOKEN);
  }
}
