package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PurseTest {

  private static final long MONTH = 202611;
  private static final Noted NOTHING = Noted.nothingIn(MONTH);

  @ParameterizedTest
  @CsvSource({
    "0, ''",
    "499, ''",
    "500, '50'",
    "799, '50'",
    "800, '50 80'",
    "999, '50 80'",
    "1000, '50 80 100'",
    "1700, '50 80 100'"
  })
  void comesToAThresholdWithItsLastNanoDollar(long spent, String reached) {
    assertThat(new Purse(1000, spent, 0).reached(NOTHING)).isEqualTo(percents(reached));
  }

  @Test
  void comesToNoThresholdOfNoBudget() {
    assertThat(new Purse(0, 7, 0).reached(NOTHING)).isEmpty();
  }

  @Test
  void roundsUpAndDoesNotOverflow() {
    assertThat(new Purse(3, 1, 0).reached(NOTHING)).isEmpty();
    assertThat(new Purse(3, 2, 0).reached(NOTHING)).containsExactly(50);
    long most = 999_999_999_999_999_999L;
    assertThat(new Purse(most, most / 2, 0).reached(NOTHING)).isEmpty();
    assertThat(new Purse(most, most / 2 + 1, 0).reached(NOTHING)).containsExactly(50);
  }

  /// With 20 reserved, 980 spent leave room for one more; 981 do not.
  @ParameterizedTest
  @CsvSource({
    "980, 20, '50 80'",
    "981, 20, '50 80 100'",
    "949, 400, '50 80'",
    "950, 400, '50 80 100'"
  })
  void isUsedUpWhenAnotherRequestWouldNotFit(long spent, long usual, String reached) {
    assertThat(new Purse(1000, spent, usual).reached(NOTHING)).isEqualTo(percents(reached));
  }

  @Test
  void leavesOutWhatWasNoted() {
    Noted half = new Noted(MONTH, 50, 600, 1000);
    assertThat(new Purse(1000, 790, 0).reached(half)).isEmpty();
    assertThat(new Purse(1000, 800, 0).reached(half)).containsExactly(80);
    assertThat(new Purse(1000, 1000, 0).reached(half)).containsExactly(80, 100);
    assertThat(new Purse(1000, 2000, 0).reached(new Noted(MONTH, 100, 1000, 1000))).isEmpty();
  }

  @Test
  void hasThresholdsAnewWhenItIsRaised() {
    Noted most = new Noted(MONTH, 80, 810, 1000);
    assertThat(new Purse(2000, 999, 0).reached(most)).isEmpty();
    assertThat(new Purse(2000, 1000, 0).reached(most)).containsExactly(50);
    assertThat(new Purse(2000, 1600, 0).reached(new Noted(MONTH, 50, 1000, 2000)))
        .containsExactly(80);
  }

  @Test
  void doesNotRepeatWhatWasSpentBeforeItWasRaised() {
    assertThat(new Purse(1010, 900, 0).reached(new Noted(MONTH, 80, 810, 1000))).isEmpty();
  }

  @Test
  void comesToFurtherThresholdsAtOnceWhenItIsLowered() {
    Noted half = new Noted(MONTH, 50, 1000, 2000);
    assertThat(new Purse(1250, 1001, 0).reached(half)).containsExactly(80);
    assertThat(new Purse(500, 1001, 0).reached(new Noted(MONTH, 100, 2000, 2000))).isEmpty();
  }

  @Test
  void beginsEachMonthAnewAndEndsTheOneBefore() {
    Noted noted = new Noted(MONTH, 80, 810, 1000);
    Map<String, AttributeValue> item = Map.of(Noted.ATTRIBUTE, noted.write());
    assertThat(Noted.in(item, MONTH)).isEqualTo(noted);
    assertThat(new Purse(1000, 1000, 0).reached(Noted.in(item, 202612)))
        .containsExactly(50, 80, 100);
    assertThat(new Purse(2000, 2000, 0).reached(Noted.in(item, 202610))).isEmpty();
    assertThat(Noted.in(Map.of(Noted.ATTRIBUTE, AttributeValue.fromS("?")), MONTH))
        .isEqualTo(NOTHING);
  }

  @Test
  void dividesItselfWithoutARest() {
    Budget budget = new Budget(1003, 4);
    assertThat(List.of(budget.part(0), budget.part(1), budget.part(2), budget.part(3)))
        .containsExactly(251L, 251L, 251L, 250L);
    assertThat(Budget.in(Map.of(Budget.ATTRIBUTE, budget.write()))).contains(budget);
    assertThat(Budget.in(Map.of(Budget.ATTRIBUTE, AttributeValue.fromS("much")))).isEmpty();
  }

  private static List<Integer> percents(String words) {
    return words.isEmpty()
        ? List.of()
        : List.of(words.split(" ", -1)).stream().map(Integer::valueOf).toList();
  }
}
