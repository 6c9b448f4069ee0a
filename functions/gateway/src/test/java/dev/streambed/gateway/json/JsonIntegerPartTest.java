package dev.streambed.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonIntegerPartTest {

  private final Random random = new Random(20261130);

  @Test
  void agreesWithExactArithmetic() {
    for (int round = 0; round < 100_000; round++) {
      String text = number();
      assertThat(new JsonNumber(text).integerPart()).as(text).isEqualTo(exactly(text));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0e999999999999999999999, 0",
    "-0.0, 0",
    "0.00012e4, 1",
    "12345.678e-3, 12",
    "1e17, 100000000000000000",
    "999999999999999999, 999999999999999999",
    "999999999999999999.9, 999999999999999999",
    "-999999999999999999, -999999999999999999",
    "1e-99999999999999999999, 0",
    "0.0000000000000000001e36, 100000000000000000"
  })
  void readsWhatHasAtMostEighteenDigits(String text, long whole) {
    assertThat(new JsonNumber(text).integerPart()).hasValue(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e18",
        "1000000000000000000",
        "1e99999999999999999999",
        "NaN",
        "",
        "-",
        "1x",
        ".5"
      })
  void hasNothingForTheRest(String text) {
    assertThat(new JsonNumber(text).integerPart()).isEmpty();
  }

  private String number() {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    text.append(random.nextInt(3) == 0 ? "0" : 1 + random.nextInt(9) + digits(random.nextInt(22)));
    text.append(random.nextBoolean() ? "." + digits(1 + random.nextInt(25)) : "");
    text.append(
        random.nextBoolean() ? (random.nextBoolean() ? "e" : "E+") + random.nextInt(30) : "");
    return text.append(
            text.indexOf("e") < 0 && text.indexOf("E") < 0 && random.nextBoolean()
                ? "e-" + random.nextInt(40)
                : "")
        .toString();
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int digit = 0; digit < count; digit++) {
      digits.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
    }
    return digits.toString();
  }

  private static OptionalLong exactly(String text) {
    BigDecimal whole = new BigDecimal(text).setScale(0, RoundingMode.DOWN);
    return whole.abs().compareTo(BigDecimal.TEN.pow(18)) < 0
        ? OptionalLong.of(whole.longValueExact())
        : OptionalLong.empty();
  }
}
