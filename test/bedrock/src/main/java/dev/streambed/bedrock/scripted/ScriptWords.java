package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.directive.Word;
import java.time.Duration;
import java.util.Optional;

/// The words that change a script.
final class ScriptWords {

  private static final int MOST_PIECES = 1_000_000;
  private static final int MOST_PER_SECOND = 1_000_000;
  // Three quarters of the largest event-stream message, for the sake of base64.
  private static final int LARGEST_PIECE = 8_000_000;

  private ScriptWords() {}

  /// The changed script, or nothing when the word is not one of these.
  static Optional<Script> apply(Script script, Word word) {
    return switch (word.name()) {
      case "pieces" -> Optional.of(script.withPieces((int) word.number(1, MOST_PIECES)));
      case "rate" -> Optional.of(script.withInterval(interval(word)));
      case "interval" -> Optional.of(script.withInterval(word.duration()));
      case "first" -> Optional.of(script.withFirst(word.duration()));
      case "text" -> Optional.of(script.withText(text(word)));
      case "size" -> Optional.of(script.withSize((int) word.number(1, LARGEST_PIECE)));
      case "stamp" -> Optional.of(stamped(script, word));
      default -> Optional.empty();
    };
  }

  private static Duration interval(Word rate) {
    if (rate.text("max, or pieces a second").equals("max")) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(1).dividedBy(rate.number(1, MOST_PER_SECOND));
  }

  private static String text(Word word) {
    String form = "a text in quotes that is not blank";
    String text = word.text(form);
    if (text.isBlank()) {
      throw word.wrong(form);
    }
    return text;
  }

  private static Script stamped(Script script, Word word) {
    word.alone();
    return script.stamped();
  }
}
