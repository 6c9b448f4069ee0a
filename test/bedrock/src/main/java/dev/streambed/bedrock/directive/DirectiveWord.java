package dev.streambed.bedrock.directive;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One word of a directive, for example `chunks=200` or `stamp`.
///
/// @param value the part after the equals sign, without its quotes
public record DirectiveWord(String name, Optional<String> value) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(us|ms|s|m)");
  private static final Duration LONGEST = Duration.ofHours(1);

  /// The value, which must be there.
  ///
  /// @param form the expected form, for the error message
  public String text(String form) {
    return value.orElseThrow(() -> invalid(form));
  }

  /// Asserts that the word has no value.
  public void requireNoValue() {
    if (value.isPresent()) {
      throw new InvalidDirectiveException(name + " takes no value, but was given " + value.get());
    }
  }

  /// A whole number within bounds.
  public long number(long least, long most) {
    String form = "a whole number from " + least + " to " + most;
    String text = text(form);
    if (!text.matches("\\d{1,18}")) {
      throw invalid(form);
    }
    long number = Long.parseLong(text);
    if (number < least || number > most) {
      throw invalid(form);
    }
    return number;
  }

  /// A length of time of at most an hour, for example `500us`, `20ms`, `1.5s`, `2m`.
  public Duration duration() {
    String form = "a time such as 500us, 20ms, 1.5s or 2m, at most " + LONGEST.toMinutes() + "m";
    Matcher matcher = DURATION.matcher(text(form));
    if (!matcher.matches()) {
      throw invalid(form);
    }
    BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(nanosPer(matcher.group(2)));
    Duration duration = Duration.ofNanos(nanos.longValue());
    if (duration.compareTo(LONGEST) > 0) {
      throw invalid(form);
    }
    return duration;
  }

  /// The two halves of a value such as `30s@5`, as words of the same name.
  public At at() {
    String form = "a value and the number of pieces before it, such as " + name + "=…@5";
    String text = text(form);
    int at = text.lastIndexOf('@');
    if (at < 0) {
      throw invalid(form);
    }
    DirectiveWord what = new DirectiveWord(name, Optional.of(text.substring(0, at)));
    DirectiveWord chunks = new DirectiveWord(name, Optional.of(text.substring(at + 1)));
    return new At(what, chunks.number(0, Integer.MAX_VALUE));
  }

  /// What happens, and after how many chunks.
  public record At(DirectiveWord what, long chunks) {}

  /// The error for a value that the word does not accept.
  public InvalidDirectiveException invalid(String form) {
    String given = value.map(text -> "was given " + text).orElse("was given nothing");
    return new InvalidDirectiveException(name + " needs " + form + ", but " + given);
  }

  private static BigDecimal nanosPer(String unit) {
    return switch (unit) {
      case "us" -> BigDecimal.valueOf(1_000);
      case "ms" -> BigDecimal.valueOf(1_000_000);
      case "s" -> BigDecimal.valueOf(1_000_000_000);
      default -> BigDecimal.valueOf(60_000_000_000L);
    };
  }
}
