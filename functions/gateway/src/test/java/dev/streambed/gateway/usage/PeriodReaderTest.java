package dev.streambed.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.ErrorCode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodReaderTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:15:02.123Z");

  @ParameterizedTest
  @CsvSource({
    ", , 2026-11-01T00:00:00Z, 2026-11-21T09:15:02.123Z",
    "2026-11-20, , 2026-11-20T00:00:00Z, 2026-11-21T09:15:02.123Z",
    "2026-11-20, 2026-11-20, 2026-11-20T00:00:00Z, 2026-11-21T00:00:00Z",
    ", 2026-10-31, 2026-10-01T00:00:00Z, 2026-11-01T00:00:00Z",
    "2024-02-01, 2024-02-29, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
    "2026-10-31, 2026-11-30, 2026-10-31T00:00:00Z, 2026-12-01T00:00:00Z",
    "2026-11-20T23:59:59.999Z, 2026-11-21T01:00+01:00, 2026-11-20T23:59:59.999Z,"
        + " 2026-11-21T00:00:00Z"
  })
  void readsDatesAsWholeDaysAndInstants(String from, String to, Instant start, Instant end) {
    assertThat(read(from, to)).isEqualTo(new PeriodReader.Result.Valid(new Period(start, end)));
  }

  @ParameterizedTest
  @CsvSource({
    "yesterday, ",
    "2026-11-31, ",
    "2026-11-20T10:00:00, ",
    "'', ",
    ", 21.11.2026",
    "2026-11-22, ",
    "2026-11-20, 2026-11-19",
    "2026-11-20T10:00:00Z, 2026-11-20T10:00:00Z",
    "2026-10-31, 2026-12-01",
    "2026-01-01, "
  })
  void saysWhatItDoesNotTake(String from, String to) {
    assertThat(read(from, to))
        .isInstanceOfSatisfying(
            PeriodReader.Result.Invalid.class,
            invalid -> {
              assertThat(invalid.problem().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
              assertThat(invalid.problem().sentence()).contains("from");
            });
  }

  @Test
  void takesNoParameterThatItDoesNotKnow() {
    assertThat(new PeriodReader(NOW).read(Map.of("month", "2026-11")))
        .isInstanceOf(PeriodReader.Result.Invalid.class);
  }

  @Test
  void knowsItsMonths() {
    Period period =
        new Period(Instant.parse("2026-12-31T23:00:00Z"), Instant.parse("2027-01-01T01:00:00Z"));
    assertThat(period.months()).containsExactly(YearMonth.of(2026, 12), YearMonth.of(2027, 1));
    Period untilMidnight =
        new Period(Instant.parse("2026-12-31T23:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(untilMidnight.months()).containsExactly(YearMonth.of(2026, 12));
  }

  private static PeriodReader.Result read(String from, String to) {
    Map<String, String> parameters = new HashMap<>();
    if (from != null) {
      parameters.put("from", from);
    }
    if (to != null) {
      parameters.put("to", to);
    }
    return new PeriodReader(NOW).read(parameters);
  }
}
