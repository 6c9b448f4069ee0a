package dev.streambed.cli.command;

import dev.streambed.cli.console.PlainText;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// Checks values that several commands take. A wrong value is a usage error.
final class OptionChecks {

  private static final int LONGEST_NAME = 200;

  /// The replacement character, which Java puts in place of bytes that it cannot decode.
  private static final char UNREADABLE = '\ufffd';

  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,255}");

  // 9999-12-31, far from the limits of DynamoDB numbers and of Instant.
  private static final Instant LATEST = Instant.ofEpochSecond(253_402_300_799L);

  private OptionChecks() {}

  /// @param option the name of the option, for the message
  static void checkName(String option, Optional<String> name, StackOptions stackOptions) {
    name.filter(text -> text.indexOf(UNREADABLE) >= 0)
        .ifPresent(_ -> {
          throw stackOptions.usageError(
              option + " cannot be decoded: set the locale (LC_ALL) to one with UTF-8");
        });
    name.filter(text -> !isName(text))
        .ifPresent(_ -> {
          throw stackOptions.usageError(
              option + " is 1 to " + LONGEST_NAME + " characters, none of them control characters");
        });
  }

  static void checkEmail(Optional<String> email, StackOptions stackOptions) {
    email
        .filter(text ->
            !EMAIL.matcher(text).matches() || text.codePoints().anyMatch(PlainText::isUnsafe))
        .ifPresent(_ -> {
          throw stackOptions.usageError("--email is not an address such as billing@acme.example");
        });
  }

  /// @param option the name of the option, for the message
  static void checkFuture(
      String option, Optional<Instant> time, Instant now, StackOptions stackOptions) {
    time.filter(instant -> !instant.isAfter(now))
        .ifPresent(instant -> {
          throw stackOptions.usageError(option + " is in the past: " + ValueFormat.second(instant));
        });
    time.filter(instant -> instant.isAfter(LATEST))
        .ifPresent(_ -> {
          throw stackOptions.usageError(option + " is too far away: write never");
        });
  }

  private static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_NAME
        && text.codePoints().noneMatch(PlainText::isUnsafe);
  }
}
