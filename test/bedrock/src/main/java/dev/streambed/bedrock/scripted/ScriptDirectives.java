package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.directive.DirectiveWord;
import java.time.Duration;
import java.util.Optional;

/// The words that change a script.
final class ScriptDirectives {

  private static final int MOST_PIECES = 1_000_000;
  private static final int MOST_PER_SECOND = 1_000_000;
  // Three quarters of the largest event-stream message, for the sake of base64.
  private static final int LARGEST_PIECE = 8_000_000;

  private ScriptDirectives() {}

  /// The changed script, or nothing when the word is not one of these.
  static Optional<Script> apply(Script script, DirectiveWord directiveWord) {
    return switch (directiveWord.name()) {
      case "pieces" -> Optional.of(script.withPieces((int) directiveWord.number(1, MOST_PIECES)));
      case "rate" -> Optional.of(script.withInterval(interval(directiveWord)));
      case "interval" -> Optional.of(script.withInterval(directiveWord.duration()));
      case "first" -> Optional.of(script.withFirst(directiveWord.duration()));
      case "text" -> Optional.of(script.withText(text(directiveWord)));
      case "size" -> Optional.of(script.withSize((int) directiveWord.number(1, LARGEST_PIECE)));
      case "stamp" -> Optional.of(stamped(script, directiveWord));
      default -> Optional.empty();
    };
  }

  private static Duration interval(DirectiveWord rate) {
    if (rate.text("max, or pieces a second").equals("max")) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(1).dividedBy(rate.number(1, MOST_PER_SECOND));
  }

  private static String text(DirectiveWord directiveWord) {
    String form = "a text in quotes that is not blank";
    String text = directiveWord.text(form);
    if (text.isBlank()) {
      throw directiveWord.invalid(form);
    }
    return text;
  }

  private static Script stamped(Script script, DirectiveWord directiveWord) {
    directiveWord.requireNoValue();
    return script.stamped();
  }
}
