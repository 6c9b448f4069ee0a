package dev.streambed.bedrock.fault;

import dev.streambed.bedrock.directive.DirectiveWord;
import dev.streambed.bedrock.directive.InvalidDirectiveException;
import dev.streambed.bedrock.protocol.AwsError;
import java.util.List;
import java.util.Optional;

/// The directive words that request faults.
public final class FaultDirectives {

  private FaultDirectives() {}

  /// The fault that a word requests, or nothing when the word names no fault.
  public static Optional<Fault> fault(DirectiveWord directiveWord) {
    return switch (directiveWord.name()) {
      case "delay" -> Optional.of(new Fault.Delay(directiveWord.duration()));
      case "throttle" -> Optional.of(new Fault.Throttle(directiveWord.number(1, 1_000)));
      case "status" -> Optional.of(new Fault.Refusal(error(directiveWord)));
      case "exception" -> Optional.of(exception(directiveWord.at()));
      case "cut" -> Optional.of(new Fault.Cut(directiveWord.number(0, Long.MAX_VALUE)));
      case "silence" -> Optional.of(silence(directiveWord.at()));
      case "hold" -> Optional.of(hold(directiveWord));
      default -> Optional.empty();
    };
  }

  /// The faults that words request, where only faults are allowed.
  public static List<Fault> faults(List<DirectiveWord> words) {
    return words.stream()
        .map(directiveWord -> fault(directiveWord).orElseThrow(() -> unknown(directiveWord)))
        .toList();
  }

  /// The error for an unknown word.
  public static InvalidDirectiveException unknown(DirectiveWord directiveWord) {
    return new InvalidDirectiveException("there is no word " + directiveWord.name());
  }

  private static AwsError error(DirectiveWord directiveWord) {
    String form = "a status from 400 to 599 or an error such as ModelNotReadyException";
    String text = directiveWord.text(form);
    if (text.matches("\\d+")) {
      return AwsError.ofStatus((int) directiveWord.number(400, 599));
    }
    return AwsError.named(text).orElseThrow(() -> directiveWord.invalid(form));
  }

  private static Fault exception(DirectiveWord.At at) {
    String form = "one of " + Fault.StreamExceptionType.names();
    String type = at.what().text(form);
    return Fault.StreamExceptionType.named(type)
        .map(known -> new Fault.ExceptionFrame(known.name(), at.chunks()))
        .orElseThrow(() -> at.what().invalid(form));
  }

  private static Fault silence(DirectiveWord.At at) {
    return new Fault.Silence(at.what().duration(), at.chunks());
  }

  private static Fault hold(DirectiveWord directiveWord) {
    directiveWord.requireNoValue();
    return new Fault.Hold();
  }
}
