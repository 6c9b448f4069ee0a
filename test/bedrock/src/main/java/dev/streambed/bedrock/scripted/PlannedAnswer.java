package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.family.AnswerContext;
import dev.streambed.bedrock.family.ModelFamily;
import dev.streambed.bedrock.family.TokenUsage;
import java.time.Duration;

/// All that is known of an answer before it begins.
///
/// @param modelFamily the format
/// @param answerContext the question
/// @param textChunks what is said
/// @param tokenUsage what it costs
/// @param script when it is said
/// @param isConverse whether it goes through the Converse API
record PlannedAnswer(
    ModelFamily modelFamily,
    AnswerContext answerContext,
    TextChunks textChunks,
    TokenUsage tokenUsage,
    Script script,
    boolean isConverse) {

  /// When the piece is due, from the beginning.
  ///
  /// @param index 0 for the first
  Duration due(int index) {
    return script.first().plus(script.interval().multipliedBy(index));
  }

  /// The index of the last piece.
  int last() {
    return textChunks.count() - 1;
  }
}
