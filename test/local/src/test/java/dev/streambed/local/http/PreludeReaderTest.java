package dev.streambed.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.local.http.ResponseHead.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreludeReaderTest {

  private static final Set<String> KNOWN =
      Set.of("statusCode", "headers", "multiValueHeaders", "cookies");
  private static final String NULS = "\0".repeat(8);

  @Test
  void findsTheBodyWhereverTheBytesAreSplit() throws Exception {
    byte[] answer = bytes("{\"statusCode\":201,\"headers\":{\"a\":\"b\"}}" + NULS + "body");
    int body = answer.length - 4;
    for (int split = 0; split <= answer.length; split++) {
      PreludeReader reader = reader(1000);
      OptionalInt first = reader.take(answer, 0, split);
      OptionalInt found =
          first.isPresent() ? first : reader.take(answer, split, answer.length - split);
      assertThat(found).hasValue(body);
      assertThat(reader.head().status()).isEqualTo(201);
    }
  }

  @Test
  void readsEveryKindOfHeader() throws Exception {
    assertThat(
            head(
                """
                {"statusCode": 200,
                 "headers": {"One": "1", "two": 2, "Both": "lost"},
                 "multiValueHeaders": {"both": ["a", "b"]},
                 "cookies": ["c=1", "d=2"]}
                """))
        .isEqualTo(
            new ResponseHead(
                200,
                List.of(
                    new Header("One", "1"),
                    new Header("two", "2"),
                    new Header("both", "a"),
                    new Header("both", "b"),
                    new Header("Set-Cookie", "c=1"),
                    new Header("Set-Cookie", "d=2"))));
  }

  @Test
  void takesAnEmptyPreludeForAPlainSuccess() throws Exception {
    assertThat(head("{}")).isEqualTo(new ResponseHead(200, List.of()));
  }

  @Test
  void readsAStatusThatIsText() throws Exception {
    assertThat(head("{\"statusCode\":\"404\"}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense | FORMAT",
        "[] | FORMAT",
        "{\"body\":\"x\"} | FORMAT",
        "{\"statusCode\":101} | HEAD",
        "{\"statusCode\":600} | HEAD",
        "{\"statusCode\":\"fine\"} | HEAD",
        "{\"headers\":{\"a\":[\"1\"]}} | HEAD",
        "{\"headers\":{\"a\":null}} | HEAD",
        "{\"headers\":[]} | HEAD",
        "{\"multiValueHeaders\":{\"a\":\"1\"}} | HEAD",
        "{\"cookies\":\"a=1\"} | HEAD"
      })
  void refusesWhatIsMalformed(String prelude, MalformedResponseException.Part part) {
    assertThatThrownBy(() -> head(prelude))
        .isInstanceOfSatisfying(
            MalformedResponseException.class, answer -> assertThat(answer.part()).isEqualTo(part));
  }

  @Test
  void givesUpWhenNoDelimiterComes() throws Exception {
    PreludeReader reader = reader(100);
    assertThat(reader.take(new byte[] {' ', 0, 0, 0}, 0, 4)).isEmpty();
    assertThatThrownBy(() -> reader.take(bytes("x".repeat(200)), 0, 200))
        .hasMessage("no delimiter within 100 bytes");
  }

  @Test
  void doesNotTakeFewerThanEightForTheDelimiter() throws Exception {
    byte[] seven = bytes("{}" + "\0".repeat(7) + "x");
    assertThat(reader(100).take(seven, 0, seven.length)).isEmpty();
  }

  private static ResponseHead head(String prelude) throws MalformedResponseException {
    PreludeReader reader = reader(1000);
    byte[] bytes = bytes(prelude + NULS);
    assertThat(reader.take(bytes, 0, bytes.length)).hasValue(bytes.length);
    return reader.head();
  }

  private static PreludeReader reader(int limit) {
    return new PreludeReader(limit, KNOWN);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
