package dev.streambed.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonStringWriterTest {

  @Test
  void escapesWhatAStringMayNotHold() {
    assertThat(quoted("a\"b\\c\n\r\t\b\f\u0000\u001f/é\u0085\u2028\u2029"))
        .isEqualTo("\"a\\\"b\\\\c\\n\\r\\t\\u0008\\u000c\\u0000\\u001f/é\\u0085\\u2028\\u2029\"");
  }

  @Test
  void keepsPairsOfSurrogatesAndEscapesHalves() {
    assertThat(quoted("😀")).isEqualTo("\"😀\"");
    assertThat(quoted("a\ud83d")).isEqualTo("\"a\\ud83d\"");
    assertThat(quoted("\ude00b")).isEqualTo("\"\\ude00b\"");
    assertThat(quoted("\ud83d\ud83d\ude00\ude00")).isEqualTo("\"\\ud83d\ud83d\ude00\\ude00\"");
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder();
    JsonStringWriter.appendQuoted(out, text);
    return out.toString();
  }
}
