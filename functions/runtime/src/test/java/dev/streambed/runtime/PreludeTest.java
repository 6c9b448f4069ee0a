package dev.streambed.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreludeTest {

  private static final Prelude URL = Prelude.of(FrontDoor.FUNCTION_URL, 200);
  private static final Prelude REST = Prelude.of(FrontDoor.REST_API, 200);

  @Test
  void joinsRepeatedHeadersForAFunctionUrl() {
    Prelude prelude =
        URL.withHeader("Vary", "Origin").withHeader("X", "1").withHeader("Vary", "Accept");

    assertThat(json(prelude))
        .isEqualTo("{\"statusCode\":200,\"headers\":{\"Vary\":\"Origin, Accept\",\"X\":\"1\"}}");
  }

  @Test
  void setsRepeatedHeadersApartForARestApi() {
    Prelude prelude =
        REST.withHeader("Vary", "Origin").withHeader("X", "1").withHeader("Vary", "Accept");

    assertThat(json(prelude))
        .isEqualTo(
            "{\"statusCode\":200,\"headers\":{\"X\":\"1\"},"
                + "\"multiValueHeaders\":{\"Vary\":[\"Origin\",\"Accept\"]}}");
  }

  @Test
  void takesNamesThatDifferOnlyInCaseForOne() {
    Prelude prelude = REST.withHeader("Vary", "Origin").withHeader("VARY", "Accept");

    assertThat(json(prelude))
        .isEqualTo("{\"statusCode\":200,\"multiValueHeaders\":{\"Vary\":[\"Origin\",\"Accept\"]}}");
  }

  @Test
  void neverJoinsCookies() {
    String expected = "{\"statusCode\":200,\"cookies\":[\"a=1; Path=/\",\"b=2\",\"c=3\"]}";
    for (Prelude door : List.of(URL, REST)) {
      Prelude prelude =
          door.withCookie("a=1; Path=/")
              .withHeader("set-cookie", "b=2")
              .withHeader("Set-Cookie", "c=3");

      assertThat(json(prelude)).isEqualTo(expected);
    }
  }

  @Test
  void leavesOutHeadersThatFrameOrHop() {
    Prelude prelude = URL;
    for (String name :
        List.of(
            "content-length",
            "Transfer-Encoding",
            "CONNECTION",
            "keep-alive",
            "Proxy-Authenticate",
            "Proxy-Authorization",
            "Proxy-Connection",
            "TE",
            "Trailer",
            "Upgrade")) {
      prelude = prelude.withHeader(name, "x");
    }
    assertThat(json(prelude)).isEqualTo("{\"statusCode\":200}");
  }

  @Test
  void leavesOutAHeaderWithoutAValue() {
    Prelude prelude = new Prelude(FrontDoor.REST_API, 200, Map.of("X", List.of()), List.of());

    assertThat(json(prelude)).isEqualTo("{\"statusCode\":200}");
  }

  @Test
  void writesValuesAsJsonStrings() {
    Prelude prelude = URL.withHeader("X", "\"\\/\tü\uD83D\uDE00\uD83D");

    assertThat(json(prelude))
        .isEqualTo("{\"statusCode\":200,\"headers\":{\"X\":\"\\\"\\\\/\\tü\uD83D\uDE00\\ud83d\"}}");
  }

  @Test
  void endsWithExactlyEightNulBytesAndHasNoneBefore() {
    byte[] rendered = HttpResponseJson.prelude(URL.withHeader("X", "1"));
    String text = new String(rendered, StandardCharsets.UTF_8);

    assertThat(text.indexOf('\0')).isEqualTo(rendered.length - 8);
    assertThat(text).endsWith("}" + "\0".repeat(8));
  }

  @Test
  void staysBelowSixteenThousandBytes() {
    int rest = HttpResponseJson.prelude(URL.withHeader("X", "")).length;

    assertThat(HttpResponseJson.prelude(URL.withHeader("X", "x".repeat(15_999 - rest))))
        .hasSize(15_999);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpResponseJson.prelude(URL.withHeader("X", "x".repeat(16_000 - rest))))
        .withMessage("prelude takes 16000 bytes, and 16000 are too many");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\n", "secret\rb", "secret\0", "secret\u007f", "secret\u0001"})
  void refusesControlCharactersInValuesWithoutQuotingThem(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> URL.withHeader("X", value))
        .withMessage("header value has a control character at 6");
    assertThatIllegalArgumentException().isThrownBy(() -> URL.withCookie(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\r\nb", "ä", "a\0"})
  void refusesNamesThatAreNotTokens(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> URL.withHeader(name, "x"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 100, 199, 600, 1000})
  void refusesAStatusThatIsNoAnswer(int status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Prelude.of(FrontDoor.REST_API, status))
        .withMessage("status is not of 200 to 599: " + status);
  }

  @Test
  void copiesWhatItIsGiven() {
    List<String> values = new ArrayList<>(List.of("1"));
    Prelude prelude = new Prelude(FrontDoor.REST_API, 200, Map.of("X", values), List.of());

    values.add("2");

    assertThat(prelude.headers()).containsEntry("X", List.of("1"));
  }

  private static String json(Prelude prelude) {
    byte[] rendered = HttpResponseJson.prelude(prelude);
    return new String(rendered, 0, rendered.length - 8, StandardCharsets.UTF_8);
  }
}
