package dev.streambed.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares the count of a text with the counts of real tokenizers.
class TextTokensAgainstTokenizersTest {

  private static final int ROUNDS = 10;

  static Stream<String> scripts() {
    return RandomTexts.SCRIPTS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void countsNoRandomTextForLessThanAnyTokenizerMakesOfIt(String script) {
    for (int round = 0; round < ROUNDS; round++) {
      String text = new RandomTexts(round).words(script, 400);
      assertThat(tokens(text)).as(text).isGreaterThanOrEqualTo(PublicTokenizers.any(text));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 12, 30, 2000})
  void countsNoWordsForLessThatAreMadeOfFrequentPairs(int longest) {
    for (int round = 0; round < ROUNDS; round++) {
      String lower = new RandomTexts(round).frequentPairs(4000, longest);
      for (String text : List.of(lower, lower.toUpperCase(Locale.ROOT), lower.replace(' ', '_'))) {
        assertThat(tokens(text)).as(text).isGreaterThanOrEqualTo(PublicTokenizers.present(text));
      }
    }
  }

  @Test
  void countsNoEncodedBytesForLess() {
    for (int round = 0; round < ROUNDS; round++) {
      RandomTexts randomTexts = new RandomTexts(round);
      for (String text :
          List.of(
              randomTexts.base64(3000), randomTexts.hexadecimal(3000), randomTexts.latin(3000))) {
        assertThat(tokens(text)).as(text).isGreaterThanOrEqualTo(PublicTokenizers.any(text));
      }
    }
  }

  @Test
  void countsNoRepetitionForLess() {
    for (String part :
        List.of(
            "a", "ab", "the", "A", "Ab", "7", "1,", ", ", " ", "  ", "\n", "\t", "a b  c   d ")) {
      String text = part.repeat(2000);
      assertThat(tokens(text)).as(part).isGreaterThanOrEqualTo(PublicTokenizers.present(text));
    }
  }

  @Test
  void countsWhatIsTakenApartBeforeItIsCounted() {
    assertThat(tokens("\ufdfa")).isGreaterThanOrEqualTo(PublicTokenizers.any("صلى الله عليه وسلم"));
    assertThat(tokens("\u3300")).isGreaterThanOrEqualTo(PublicTokenizers.any("アパート"));
  }

  @Test
  void countsNoLanguageForLess() throws IOException {
    ReservationTable.languages()
        .forEach((name, text) ->
            assertThat(tokens(text))
                .as(name)
                .isGreaterThanOrEqualTo(PublicTokenizers.present(text)));
  }

  /// English prose of this repository, with many numbers and names in it.
  @ParameterizedTest
  @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "docs/limits.md", "docs/prices.md"})
  void countsEnglishForAboutTwiceWhatItIs(String file) throws IOException {
    String text = Files.readString(root().resolve(file));
    assertThat(tokens(text))
        .isBetween(PublicTokenizers.present(text), PublicTokenizers.present(text) * 5 / 2);
  }

  private static Path root() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("CONTRIBUTING.md")))
        .findFirst()
        .orElseThrow();
  }

  private static long tokens(String text) {
    return ReservationTable.reserved(text);
  }
}
