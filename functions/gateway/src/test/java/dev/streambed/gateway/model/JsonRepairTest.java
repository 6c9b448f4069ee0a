package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonRepairTest {

  @Test
  void quotesWhatIsNoNumber() {
    assertThat(repaired("{\"a\":NaN,\"b\":[-Infinity, Infinity ,-1]}"))
        .isEqualTo("{\"a\":\"NaN\",\"b\":[\"-Infinity\", \"Infinity\" ,-1]}");
  }

  @Test
  void leavesStringsAlone() {
    String json = "{\"NaN\":\"Infinity \\\" NaN \\\\\",\"ü\":\"NaN\"}";
    assertThat(repaired(json)).isEqualTo(json);
  }

  @Test
  void escapesControlCharactersInStrings() {
    assertThat(repaired("[\"a\nb\u0000\",\n1]")).isEqualTo("[\"a\\u000ab\\u0000\",\n1]");
  }

  @Test
  void survivesAnyPrefix() {
    String json = "{\"a\\\"\":NaN,\"b\":-Infinity,\"c\":\"\n\\";
    for (int end = 0; end <= json.length(); end++) {
      assertThat(repaired(json.substring(0, end))).isNotNull();
    }
  }

  @Test
  void makesAnEventReadableAndValid() {
    ModelEvent event = ModelEvent.of("{\"p\":NaN,\"text\":\"é\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(event.json()).isEqualTo("{\"p\":\"NaN\",\"text\":\"é\"}");
    assertThat(event.object().text("text")).contains("é");
  }

  private static String repaired(String json) {
    return new String(JsonRepair.of(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }
}
