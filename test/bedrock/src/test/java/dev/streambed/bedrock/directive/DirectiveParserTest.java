package dev.streambed.bedrock.directive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.bedrock.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectiveParserTest {

  @Test
  void readsTheLastDirectiveOfAPrompt() {
    List<DirectiveWord> words =
        DirectiveParser.inPrompt(
            "a [[bedrock pieces=1]] b [[bedrock text=\"x ]] \\\"y\\\"\"\n stamp]] c");
    assertThat(words).containsExactly(word("text", "x ]] \"y\""), word("stamp"));
  }

  @Test
  void readsJsonInSingleQuotesAsItStands() {
    List<DirectiveWord> words =
        DirectiveParser.inPrompt(
            "[[bedrock tool=f input='{\"a\": [[1]], \"b\": \"it\\'s \\\"\\n\"}' cacheWrite1h=5]]");
    assertThat(words)
        .containsExactly(
            word("tool", "f"),
            word("input", "{\"a\": [[1]], \"b\": \"it's \\\"\\n\"}"),
            word("cacheWrite1h", "5"));
  }

  @Test
  void findsNothingInAnOrdinaryPrompt() {
    assertThat(DirectiveParser.inPrompt("What is [[bedrocks]] or [bedrock pieces=1]?")).isEmpty();
  }

  @Test
  void takesDirectivesOutOfAPrompt() {
    assertThat(DirectiveParser.removedFrom("a [[bedrock pieces=1]] b [[bedrock stamp]]"))
        .isEqualTo("a  b");
  }

  @Test
  void survivesAnEndlessDirective() {
    String endless = "[[bedrock " + "\"a\" ".repeat(500_000);
    assertThatThrownBy(() -> DirectiveParser.inPrompt(endless))
        .isInstanceOf(InvalidDirectiveException.class)
        .hasMessageStartingWith("the directive does not end with ]]: [[bedrock");
    assertThat(DirectiveParser.removedFrom("x".repeat(5_000_000))).hasSize(5_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pieces=", "text=\"a", "text=\"a\"b", "3=4", "a;b", "Pieces=3"})
  void refusesWhatItCannotRead(String text) {
    assertThatThrownBy(() -> DirectiveParser.of(text))
        .isInstanceOf(InvalidDirectiveException.class)
        .hasMessageStartingWith("cannot read the directive at: ");
  }

  @Test
  void readsTheMembersOfAnObject() {
    assertThat(json("{\"cut\": 1500, \"silence\": \"30s@5\", \"hold\": true, \"stamp\": false}"))
        .containsExactly(word("cut", "1500"), word("silence", "30s@5"), word("hold"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"cut\": null}", "{\"cut\": [1]}", "{\"cut\": {}}"})
  void refusesMembersThatAreNoValues(String object) {
    assertThatThrownBy(() -> json(object)).hasMessageStartingWith("cut must be a string, a number");
  }

  @ParameterizedTest
  @CsvSource({"500us, 500000", "20ms, 20000000", "1.5s, 1500000000", "2m, 120000000000", "0s, 0"})
  void readsTimes(String text, long nanos) {
    assertThat(word("delay", text).duration()).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "-1s", "2h", "61m", "1.s", "", "9999999999s"})
  void refusesOtherTimes(String text) {
    assertThatThrownBy(() -> word("delay", text).duration())
        .hasMessage(
            "delay needs a time such as 500us, 20ms, 1.5s or 2m, at most 60m, but was given "
                + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "-1", "1.0", "x", "99999999999999999999"})
  void refusesNumbersOutOfRange(String text) {
    assertThatThrownBy(() -> word("pieces", text).number(1, 10))
        .hasMessage("pieces needs a whole number from 1 to 10, but was given " + text);
  }

  @Test
  void readsWhatHappensAndWhen() {
    DirectiveWord.At at = word("silence", "30s@5").at();
    assertThat(at.what().duration()).isEqualTo(Duration.ofSeconds(30));
    assertThat(at.chunks()).isEqualTo(5);
    assertThatThrownBy(() -> word("silence", "30s").at()).hasMessageContaining("silence=…@5");
  }

  @Test
  void saysWhenAValueIsMissingOrTooMuch() {
    assertThatThrownBy(() -> word("cut").number(0, 1))
        .hasMessageEndingWith("but was given nothing");
    assertThatThrownBy(() -> word("hold", "1").requireNoValue())
        .hasMessage("hold takes no value, but was given 1");
  }

  private static List<DirectiveWord> json(String object) {
    return DirectiveParser.of(Json.read(object.getBytes(StandardCharsets.UTF_8)).orElseThrow());
  }

  private static DirectiveWord word(String name, String value) {
    return new DirectiveWord(name, Optional.of(value));
  }

  private static DirectiveWord word(String name) {
    return new DirectiveWord(name, Optional.empty());
  }
}
