package dev.streambed.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void readsEveryKindOfValue() {
    JsonObject object = (JsonObject) read(" {\"a\": [1, -0.5e+3, true, false, null, \"x\", {}] } ");
    assertThat(object.array("a").orElseThrow().elements())
        .containsExactly(
            new JsonNumber("1"),
            new JsonNumber("-0.5e+3"),
            new JsonBoolean(true),
            new JsonBoolean(false),
            new JsonNull(),
            new JsonString("x"),
            JsonObject.EMPTY);
  }

  @Test
  void resolvesEscapes() {
    assertThat(read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00 é😀\""))
        .isEqualTo(new JsonString("\"\\/\b\f\n\r\té😀 é😀"));
  }

  @Test
  void keepsTheOrderOfMembersAndTheLastOfTwoWithOneName() {
    JsonObject object = (JsonObject) read("{\"b\":1,\"a\":2,\"b\":3}");
    assertThat(object.members())
        .containsExactly(Map.entry("b", new JsonNumber("3")), Map.entry("a", new JsonNumber("2")));
  }

  @Test
  void readsCountsThatAreWrittenWithAFraction() {
    assertThat(new JsonNumber("28.0").integerPart()).hasValue(28);
    assertThat(new JsonNumber("0.9").integerPart()).hasValue(0);
    assertThat(new JsonNumber("-2E1").integerPart()).hasValue(-20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "1e999999999", "1E12345678901234567890", "9223372036854775808"})
  void hasNoCountWhereNoneFits(String number) {
    assertThat(new JsonNumber(number).integerPart()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "\"",
        "\"a",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\" 1}",
        "{1:1}",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "]",
        "}",
        "tru",
        "truex",
        "True",
        "nul",
        "nan",
        "NaN",
        "Infinity",
        "+1",
        "01",
        "-",
        "-a",
        "1.",
        ".5",
        "1.e2",
        "1e",
        "1e+",
        "0x10",
        "1_000",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\",
        "\"\t\"",
        "\"\n\"",
        "1 2",
        "{} {}",
        "[1]x",
        "\u00a01",
        "//1",
        "undefined",
        "\ufeff1"
      })
  void refusesWhatIsNotJson(String text) {
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> read(text));
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> JsonMembers.of(bytes("{\"a\":" + text + "}")));
  }

  @Test
  void refusesDepthInsteadOfOverflowingTheStack() {
    String deep = "[".repeat(100_000);
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> read(deep));
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> JsonMembers.of(bytes("{\"a\":" + deep)));
    assertThat(read("[".repeat(500) + "]".repeat(500))).isInstanceOf(JsonArray.class);
  }

  @Test
  void saysWhereItStoppedAndNothingOfTheText() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> read("{\"secret\": oops}"))
        .withMessage("not a value at byte 11");
  }

  @Test
  void findsMembersByTheirPlaceInTheText() {
    String text = " { \"\\u0061\" : [1, {\"b\":2}] , \"é\":\"x\" } ";
    JsonMembers members = JsonMembers.of(bytes(text));
    assertThat(members.list()).extracting(JsonMembers.Member::name).containsExactly("a", "é");
    assertThat(slices(text, members)).containsExactly("[1, {\"b\":2}]", "\"x\"");
    assertThat(text.substring(members.start())).startsWith("{ ");
  }

  @Test
  void membersAreAnObjectsOnly() {
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> JsonMembers.of(bytes("[1]")));
  }

  private static List<String> slices(String text, JsonMembers members) {
    byte[] bytes = bytes(text);
    return members.list().stream()
        .map(member ->
            new String(
                bytes,
                member.valueStart(),
                member.end() - member.valueStart(),
                StandardCharsets.UTF_8))
        .toList();
  }

  private static Json read(String text) {
    return Json.read(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
