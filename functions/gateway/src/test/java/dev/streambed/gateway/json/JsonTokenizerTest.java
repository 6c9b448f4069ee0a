package dev.streambed.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTokenizerTest {

  @Test
  void tellsNamesFromStringsAndHowDeepTheyStand() {
    assertThat(tokens("{\"a\":[\"b\", {\"c\" : -1.5e3},{},[]],\n\"d\":null, \"e\\n\":\"f\"}"))
        .containsExactly(
            "OBJECT 1",
            "NAME 1 a",
            "ARRAY 2",
            "STRING 2 b",
            "OBJECT 3",
            "NAME 3 c",
            "NUMBER 3 -1.5e3",
            "CLOSE 2",
            "OBJECT 3",
            "CLOSE 2",
            "ARRAY 3",
            "CLOSE 2",
            "CLOSE 1",
            "NAME 1 d",
            "LITERAL 1 null",
            "NAME 1 e\n",
            "STRING 1 f",
            "CLOSE 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "\"", "{\"a", "{\"a\\", "]", "}}", "{\"a\":", "[1,", "\\", ":"})
  void endsWithWhatIsNoJson(String text) {
    assertThat(tokens(text)).hasSizeLessThan(5);
  }

  @ParameterizedTest
  @CsvSource({
    "a, a",
    "\\u0061\\u00e9, aé",
    "\\ud83c\\udf0a, 🌊",
    "\\ud83c, \ufffd",
    "\\udf0ax, \ufffdx",
    "\\ud83c\\u0061, \ufffda",
    "\\/\\\\\\\", /\\\"",
    "\\b\\f\\t, '\b\f\t'",
    "\\u0000b, '\0b'",
    "🌊é, 🌊é",
    "\\u00, '\0'",
    "\\u, '\0'",
  })
  void readsTheBytesThatAStringMeans(String written, String meant) {
    assertThat(meaning(written)).isEqualTo(meant);
  }

  @Test
  void readsTheBytesOfEveryStringThatTheWriterWrites() {
    Random random = new Random(3);
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int letter = random.nextInt(20); letter > 0; letter--) {
        int character = random.nextInt(random.nextBoolean() ? 0x80 : 0x10ffff);
        boolean half = character >= 0xd800 && character <= 0xdfff;
        text.appendCodePoint(half ? 'x' : character);
      }
      StringBuilder quoted = new StringBuilder();
      JsonStringWriter.appendQuoted(quoted, text.toString());
      assertThat(meaning(quoted.substring(1, quoted.length() - 1))).isEqualTo(text.toString());
    }
  }

  private static String meaning(String written) {
    byte[] text = written.getBytes(StandardCharsets.UTF_8);
    JsonStringByteReader bytes = new JsonStringByteReader(text, 0, text.length);
    ByteArrayOutputStream meant = new ByteArrayOutputStream();
    for (int next = bytes.next(); next >= 0; next = bytes.next()) {
      meant.write(next);
    }
    return meant.toString(StandardCharsets.UTF_8);
  }

  private static List<String> tokens(String json) {
    JsonTokenizer tokens = new JsonTokenizer(json.getBytes(StandardCharsets.UTF_8));
    List<String> list = new ArrayList<>();
    while (true) {
      JsonTokenizer.Kind kind = tokens.next();
      String text = kind + " " + tokens.depth();
      switch (kind) {
        case END -> {
          return list;
        }
        case NAME, STRING -> list.add(text + " " + meaning(part(json, tokens)));
        case NUMBER, LITERAL -> list.add(text + " " + part(json, tokens));
        case OBJECT, ARRAY, CLOSE -> list.add(text);
      }
    }
  }

  private static String part(String json, JsonTokenizer tokens) {
    return json.substring(Math.min(tokens.start(), tokens.end()), tokens.end());
  }
}
