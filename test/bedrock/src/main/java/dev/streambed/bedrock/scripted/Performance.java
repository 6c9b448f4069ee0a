package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.family.Family;
import dev.streambed.bedrock.family.Tally;
import dev.streambed.bedrock.family.Turn;
import java.time.Duration;

/// All that is known of an answer before it begins.
///
/// @param family the format
/// @param turn the question
/// @param pieces what is said
/// @param tally what it costs
/// @param script when it is said
/// @param isConverse whether it goes through the Converse API
record Performance(
    Family family, Turn turn, Pieces pieces, Tally tally, Script script, boolean isConverse) {

  /// When the piece is due, from the beginning.
  ///
  /// @param index 0 for the first
  Duration due(int index) {
    return script.first().plus(script.interval().multipliedBy(index));
  }

  /// The index of the last piece.
  int last() {
    return pieces.count() - 1;
  }
}
