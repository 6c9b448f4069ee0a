package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

/// Reads the parameters `from` and `to`: each a date, which means the whole day, or an instant.
record PeriodReader(Instant now) {

  static final Duration LONGEST = Duration.ofDays(31);

  private static final Set<String> NAMES = Set.of("from", "to");
  private static final int DATE = 10;

  /// A period, or why the parameters are invalid.
  sealed interface Result {
    record Valid(Period period) implements Result {}

    record Invalid(Problem problem) implements Result {}
  }

  Result read(Map<String, String> parameters) {
    if (!NAMES.containsAll(parameters.keySet())) {
      return invalid("The parameters are from and to.");
    }
    try {
      Instant to = parameters.containsKey("to") ? end(parameters.get("to")) : now;
      Instant from =
          parameters.containsKey("from") ? start(parameters.get("from")) : startOfMonth(to);
      return validate(from, to);
    } catch (DateTimeException _) {
      return invalid(
          "from and to are dates such as 2026-11-21 or instants such as"
              + " 2026-11-21T09:15:00Z.");
    }
  }

  private static Result validate(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return invalid("from must be before to.");
    }
    return Duration.between(from, to).compareTo(LONGEST) > 0
        ? invalid("from and to may be 31 days apart.")
        : new Result.Valid(new Period(from, to));
  }

  private static Instant start(String text) {
    return text.length() == DATE ? midnight(LocalDate.parse(text)) : instant(text);
  }

  private static Instant end(String text) {
    return text.length() == DATE ? midnight(LocalDate.parse(text).plusDays(1)) : instant(text);
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  // The end is exclusive.
  private static Instant startOfMonth(Instant to) {
    return midnight(YearMonth.from(to.minusNanos(1).atOffset(ZoneOffset.UTC)).atDay(1));
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Result invalid(String sentence) {
    return new Result.Invalid(Problem.of(ErrorCode.INVALID_REQUEST, sentence));
  }
}
