package dev.streambed.bedrock.fault;

import dev.streambed.bedrock.directive.InvalidDirectiveException;
import dev.streambed.bedrock.directive.Word;
import dev.streambed.bedrock.wire.AwsError;
import java.util.List;
import java.util.Optional;

/// The words that ask for faults.
public final class FaultWords {

  private FaultWords() {}

  /// The fault that a word asks for, or nothing when it is not one of these words.
  public static Optional<Fault> fault(Word word) {
    return switch (word.name()) {
      case "delay" -> Optional.of(new Fault.Delay(word.duration()));
      case "throttle" -> Optional.of(new Fault.Throttle(word.number(1, 1_000)));
      case "status" -> Optional.of(new Fault.Refusal(error(word)));
      case "exception" -> Optional.of(exception(word.at()));
      case "cut" -> Optional.of(new Fault.Cut(word.number(0, Long.MAX_VALUE)));
      case "silence" -> Optional.of(silence(word.at()));
      case "hold" -> Optional.of(hold(word));
      default -> Optional.empty();
    };
  }

  /// The faults that words ask for, where nothing else may be asked for.
  public static List<Fault> faults(List<Word> words) {
    return words.stream().map(word -> fault(word).orElseThrow(() -> unknown(word))).toList();
  }

  /// The error for a word that nobody knows.
  public static InvalidDirectiveException unknown(Word word) {
    return new InvalidDirectiveException("there is no word " + word.name());
  }

  private static AwsError error(Word word) {
    String form = "a status from 400 to 599 or an error such as ModelNotReadyException";
    String text = word.text(form);
    if (text.matches("\\d+")) {
      return AwsError.ofStatus((int) word.number(400, 599));
    }
    return AwsError.named(text).orElseThrow(() -> word.wrong(form));
  }

  private static Fault exception(Word.At at) {
    String form = "one of " + StreamException.names();
    String type = at.what().text(form);
    return StreamException.named(type)
        .map(known -> new Fault.ExceptionFrame(known.name(), at.pieces()))
        .orElseThrow(() -> at.what().wrong(form));
  }

  private static Fault silence(Word.At at) {
    return new Fault.Silence(at.what().duration(), at.pieces());
  }

  private static Fault hold(Word word) {
    word.alone();
    return new Fault.Hold();
  }
}
