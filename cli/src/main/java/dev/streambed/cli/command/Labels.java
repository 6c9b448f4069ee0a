package dev.streambed.cli.command;

import dev.streambed.cli.console.PlainText;
import java.util.Optional;
import java.util.regex.Pattern;

/// What people may call things.
final class Labels {

  private static final int LONGEST_NAME = 200;

  /// What Java puts where it cannot read an argument's bytes.
  private static final char UNREADABLE = '\ufffd';

  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,255}");

  private Labels() {}

  /// @param option whose value it is
  static void checkName(String option, Optional<String> name, StackOptions place) {
    name.filter(text -> text.indexOf(UNREADABLE) >= 0)
        .ifPresent(_ -> {
          throw place.usageError(
              option + " came here broken: the locale (LC_ALL) is not one of UTF-8");
        });
    name.filter(text -> !isName(text))
        .ifPresent(_ -> {
          throw place.usageError(
              option + " is 1 to " + LONGEST_NAME + " characters, none of them control characters");
        });
  }

  static void checkEmail(Optional<String> email, StackOptions place) {
    email
        .filter(text ->
            !EMAIL.matcher(text).matches() || text.codePoints().anyMatch(PlainText::isUnsafe))
        .ifPresent(_ -> {
          throw place.usageError("--email is not an address such as billing@acme.example");
        });
  }

  private static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_NAME
        && text.codePoints().noneMatch(PlainText::isUnsafe);
  }
}
