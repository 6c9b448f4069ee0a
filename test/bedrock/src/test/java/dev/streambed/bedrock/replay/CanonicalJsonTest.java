package dev.streambed.bedrock.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"b\":[1,2]}   | { \"b\" : [ 1, 2 ], \"a\" : 1.0 }",
        "{\"a\":\"é\"}           | {\"a\":\"\\u00e9\"}",
        "{\"a\":100}             | {\"a\":1e2}",
        "{\"a\":{\"b\":1,\"c\":2}} | {\"a\":{\"c\":2,\"b\":1}}",
        "not JSON                | not JSON",
      })
  void isTheSameForTheSameMeaning(String one, String other) {
    assertThat(text(one)).isEqualTo(text(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1}     | {\"a\":\"1\"}",
        "{\"a\":[1,2]} | {\"a\":[2,1]}",
        "{\"a\":null}  | {}",
        "{\"a\":0.1}   | {\"a\":0.10000000001}",
        "{}            | {} {}",
      })
  void isNotTheSameForAnother(String one, String other) {
    assertThat(text(one)).isNotEqualTo(text(other));
  }

  @Test
  void keepsNumbersThatAreTooLargeForTheirTypes() {
    assertThat(text("123456789012345678901234567891"))
        .isNotEqualTo(text("123456789012345678901234567892"));
  }

  private static String text(String document) {
    return CanonicalJson.text(document.getBytes(StandardCharsets.UTF_8));
  }
}
