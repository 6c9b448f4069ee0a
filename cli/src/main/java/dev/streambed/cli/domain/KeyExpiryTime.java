package dev.streambed.cli.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a key expires.
public sealed interface KeyExpiryTime {

  /// The valid texts, for messages.
  String FORMS =
      "a time from now such as 90d, 12h or 30m, a day such as 2027-01-31, an instant such as"
          + " 2027-01-31T09:00:00Z, or never";

  record After(Duration time) implements KeyExpiryTime {}

  record At(Instant instant) implements KeyExpiryTime {}

  record Never() implements KeyExpiryTime {}

  /// When a key expires that is issued now; absent: never.
  default Optional<Instant> resolveAt(Instant now) {
    return switch (this) {
      case After(Duration time) -> Optional.of(now.plus(time));
      case At(Instant instant) -> Optional.of(instant);
      case Never() -> Optional.empty();
    };
  }

  /// Parses one of the [#FORMS].
  static Optional<KeyExpiryTime> parse(String text) {
    if (text.equals("never")) {
      return Optional.of(new Never());
    }
    return parseDuration(text).<KeyExpiryTime>map(After::new).or(() -> instant(text).map(At::new));
  }

  /// Parses a duration such as `90d`, `12h`, `30m` or `45s`.
  static Optional<Duration> parseDuration(String text) {
    Matcher parts = Pattern.compile("(\\d{1,6})([smhdw])").matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          case "w" -> Duration.ofDays(count * 7);
          default -> Duration.ofDays(count);
        });
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(
          text.contains("T")
              ? Instant.parse(text)
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }
}
